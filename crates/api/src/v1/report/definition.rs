//! What each figure counts, in English, for programs. People read the same in their language beside each number.

/// Name and sentence of every figure.
pub(super) const DEFINITIONS: [(&str, &str); 38] = [
    (
        "received",
        "Promises to reply that began in the period: met + breached + pending + no_reply_needed. Of first replies \
         there is one a question.",
    ),
    ("answered", "A reply has left, in time or late."),
    ("met", "Answered strictly before the due time."),
    ("breached", "Not answered before the due time, whether answered later or not."),
    ("pending", "Not answered yet, and not due yet."),
    ("no_reply_needed", "A community manager said, with a reason, that no reply is needed."),
    ("house_paused", "Of those received, the ones during which the house paused, whatever became of them."),
    ("draft_unchanged", "Answered with an expert's draft, word for word."),
    ("draft_edited", "Answered with an expert's draft in other words."),
    ("without_draft", "Answered without any draft."),
    ("draft_returned", "A draft was sent back to its author."),
    ("routing_chosen", "The desk gave it to somebody when it was asked: all but imports and later messages."),
    ("routing_unsure", "No expert got it at first: not sure enough, an unknown topic, or nobody available."),
    ("routing_judged", "First given to an expert, and answered from a draft."),
    ("routing_hit", "Of those judged, the ones answered from the draft of whoever got it first."),
    ("routing_missed", "Of those judged, the ones answered from another's draft."),
    ("routing_sure", "Of those judged, the ones that the router chose and said how sure it was."),
    ("reopened", "After the answer the customer wrote again, or somebody opened it again."),
    ("held", "The voice asked for patience before it answered."),
    ("late_assignment", "Breached, and most working time until due went by before any expert had it."),
    ("late_expert", "Breached, and most working time until due went by while an expert had it."),
    ("late_approval", "Breached, and most working time until due went by while a draft waited to be read."),
    ("late_sending", "Breached, and most working time until due went by between decision and departure."),
    ("workload", "An expert held it when it ended, or holds it."),
    ("thanked", "After the answer, and before any other, the customer wrote to say thanks."),
    ("rate", "met / (met + breached); null while there is neither."),
    ("hit_rate", "routing_hit / routing_judged."),
    ("unsure_share", "routing_unsure / routing_chosen."),
    ("reopen_rate", "reopened / answered."),
    ("holding_share", "held / answered."),
    ("unchanged_share", "draft_unchanged / (draft_unchanged + draft_edited)."),
    ("p50_seconds", "Half of the first replies came within this many seconds of the question."),
    ("p90_seconds", "Nine in ten of the first replies came within this many seconds of the question."),
    ("p95_seconds", "Nineteen in twenty of the first replies came within this many seconds of the question."),
    ("to_assign", "From asking until an expert held it; of questions whose first reply came."),
    ("to_draft", "From then until the first draft was handed in."),
    ("to_approve", "From the last draft until the reply was decided upon."),
    (
        "to_reply",
        "From asking until the first reply left. Times are rounded up by less than two percent; `working` counts \
         the working hours of the promise's own calendar without pauses, `real` every second.",
    ),
];

#[cfg(test)]
mod tests {
    use souffleur_insight::report::{Count, HandlingStage, Ratio};

    use super::DEFINITIONS;

    #[test]
    fn every_figure_is_defined() {
        let counts = Count::ALL.map(Count::as_str).into_iter();
        let rest =
            Ratio::ALL.map(Ratio::as_str).into_iter().chain(HandlingStage::ALL.map(HandlingStage::as_str));
        for name in counts.chain(rest) {
            assert!(DEFINITIONS.iter().any(|(defined, _)| *defined == name), "{name}");
        }
    }
}
