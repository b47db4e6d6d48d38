//! Who is told what and when: what each person chose, the quiet hours of the house, and the alerts themselves.

crate::dialect::step! {r"
ALTER TABLE desk ADD COLUMN quiet_hours text;
CREATE TABLE alert_choice (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES users (id),
    choice  text NOT NULL
);
CREATE TABLE alert (
    id          uuid NOT NULL PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users (id),
    kind        text NOT NULL,
    question_id uuid NOT NULL REFERENCES question (id),
    target_id   uuid REFERENCES target (id),
    at          bigint NOT NULL,
    tell_at     bigint NOT NULL,
    page        boolean NOT NULL,
    browser     boolean NOT NULL,
    mail_at     bigint,
    mailed_at   bigint,
    seen_at     bigint
);
CREATE INDEX alert_to_mail ON alert (user_id, mail_at) WHERE mail_at IS NOT NULL;
CREATE INDEX alert_mailed ON alert (user_id, mailed_at) WHERE mailed_at IS NOT NULL;
CREATE INDEX alert_user ON alert (user_id, id);
CREATE INDEX alert_unseen ON alert (user_id, id) WHERE seen_at IS NULL;
CREATE INDEX alert_told ON alert (tell_at);
"}
