/**
 * What leaves the program (storage, other tabs) must not be an observed object of the state.
 *
 * @param value Made of nothing but objects, arrays, texts, numbers, booleans and null.
 * @returns A copy that has nothing in common with the original.
 */
export function plain<T>(value: T): T {
    return JSON.parse(JSON.stringify(value)) as T;
}
