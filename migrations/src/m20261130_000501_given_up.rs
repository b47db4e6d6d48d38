//! Letters that were given up, countable without reading all that were ever sent: monitoring asks every few seconds.

crate::dialect::step! {"
CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL;
"}
