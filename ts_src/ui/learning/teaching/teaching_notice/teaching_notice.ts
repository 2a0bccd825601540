import { Component } from "@odoo/owl";

import type { TeachingNotice as NoticeRecord } from "../../../../engine/learning/teaching/teaching";
import type { ChannelId } from "../../../../model/ids";
import { failureText } from "../../../format/failure_text";
import { _t } from "../../../translation";
import { type TeachingEnv, useTeaching } from "../use_teaching";
import "./teaching_notice.scss";
import "./teaching_notice.xml";

interface TeachingNoticeProps {
    channelId: ChannelId;
}

/** Above a conversation: what has become of what somebody who teaches has done there. */
export class TeachingNotice extends Component<TeachingNoticeProps, TeachingEnv> {
    static override template = "seitech_elearning.TeachingNotice";
    static override props = ["*"];

    private readonly teaching = useTeaching(this.env);

    get notice(): NoticeRecord | undefined {
        return this.teaching.state.notices.get(this.props.channelId);
    }

    get text(): string {
        const { notice } = this;
        if (notice?.kind === "failed") {
            return failureText(notice.failure);
        }
        if (notice?.entry.isPublished) {
            return _t("This is in the FAQ of the course.");
        }
        return _t("A draft for the FAQ is there, without names. It is not published yet.");
    }

    get url(): string | null {
        const { notice } = this;
        return notice?.kind === "suggested" ? notice.entry.url : null;
    }

    dismiss(): void {
        this.teaching.actions.dismissNotice(this.props.channelId);
    }
}
