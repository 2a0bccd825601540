/** Which failed tests are run once more, after all others. */

/** A test that has failed, and where it is. */
export interface FailedTest {
    readonly file: string;
    /** Its modules, and its own name. */
    readonly fullName: readonly string[];
}

/** More failures than this are no accident of a busy machine. */
const MOST = 3;

/**
 * @param fullName a test's modules and its own name
 * @returns what QUnit's filter needs to find it
 */
export function filterOf(fullName: readonly string[]): string {
    return `${fullName.slice(0, -1).join(" > ")}: ${fullName.at(-1) ?? ""}`;
}

/**
 * Tests drive real browsers and servers, on machines that do other things too. One that fails there
 * and passes at once when it is run by itself tells of a race worth mending, not of a change that
 * must not land: it is said to be unstable, and what its failure left stays.
 *
 * @param found how many tests have failed
 * @param failed how many things have failed, those outside of tests included
 * @returns whether they are run again: not if too much has failed for that, or something else
 */
export function isWorthAnotherTry(found: number, failed: number): boolean {
    return failed > 0 && failed <= MOST && found === failed;
}
