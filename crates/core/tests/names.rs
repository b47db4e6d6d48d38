//! The names of enums as they are stored, sent and put into addresses: other programs and old desks know them.

use souffleur_core::{
    alert::{AlertKind, NotifyVia},
    answer::Variable,
    assignment::DecidedBy,
    attachment::Media,
    delivery::DeliveryState,
    draft::DraftState,
    event::EventKind,
    id::{MessageId, NoteId, QuestionId},
    metric::{Count, DraftUse, HandlingStage, Phase, Ratio, TargetOutcome},
    permission::Role,
    question::Status,
    scheduled::StopReason,
};
use uuid::Uuid;

/// The names of every value, in the order of `ALL`.
macro_rules! names {
    ($kind:ty) => {
        <$kind>::ALL.map(<$kind>::as_str).join(" ")
    };
}

#[test]
fn stored_names_stay_as_they_are() {
    assert_eq!(names!(Status), "new assigned drafted answered closed hidden");
    assert_eq!(names!(DraftState), "requested submitted returned used");
    assert_eq!(names!(DecidedBy), "rule router fallback escalation community_manager expert");
    assert_eq!(names!(TargetOutcome), "met breached pending no_reply_needed");
    assert_eq!(names!(HandlingStage), "to_assign to_draft to_approve to_reply");
    assert_eq!(names!(Phase), "assignment expert approval sending");
    assert_eq!(names!(DraftUse), "unchanged edited own_words");
    assert_eq!(
        names!(Count),
        "received answered met breached pending no_reply_needed house_paused draft_unchanged \
         draft_edited without_draft draft_returned routing_judged routing_hit reopened held \
         late_assignment late_expert late_approval late_sending workload thanked routing_chosen \
         routing_unsure routing_missed routing_sure"
    );
    assert_eq!(names!(Ratio), "rate hit_rate reopen_rate holding_share unchanged_share unsure_share");
    assert_eq!(
        names!(AlertKind),
        "question_for_you promise_at_risk promise_broken colleague_asks side_draft reply_stopped \
         delivery_failed mail_paused mail_resumed morning_digest noon_digest weekly_report"
    );
    assert_eq!(names!(NotifyVia), "page mail browser");
    assert_eq!(names!(Role), "administrator community_manager expert supervisor");
    assert_eq!(names!(Variable), "customer question due voice");
    assert_eq!(names!(StopReason), "changed forbidden leaks unusable recalled restored");
    assert_eq!(names!(DeliveryState), "waiting unknown failed done filed superseded");
    assert_eq!(names!(Media), "png jpg webp gif pdf");
}

#[test]
fn names_are_read_back() {
    assert!(Status::ALL.into_iter().all(|one| Status::parse(one.as_str()) == Some(one)));
    assert!(Count::ALL.into_iter().all(|one| Count::parse(one.as_str()) == Some(one)));
    assert!(AlertKind::ALL.into_iter().all(|one| AlertKind::parse(one.as_str()) == Some(one)));
    assert!(Media::ALL.into_iter().all(|one| Media::parse(one.as_str()) == Some(one)));
    assert_eq!(Status::parse("Assigned"), None, "names are lower case");
    assert_eq!(Media::parse("jpeg"), None, "one name a value");
}

#[test]
fn an_event_is_stored_under_the_name_it_is_called_by() {
    let question = QuestionId::new(Uuid::nil());
    let message = MessageId::new(Uuid::nil());
    for kind in [
        EventKind::HoldingSent { message },
        EventKind::SnoozeEnded,
        EventKind::NoteAdded { note: NoteId::new(Uuid::nil()), mentions: Vec::new() },
        EventKind::FollowerAdded { follower: question, number: 1 },
        EventKind::Unfollowed { lead: question, number: 1, done: false },
        EventKind::FollowerRemoved { follower: question, number: 1 },
        EventKind::MergedIn { merged: question, number: 1 },
        EventKind::Unmerged { other: question, number: 1 },
        EventKind::Withheld,
        EventKind::Released,
        EventKind::ReplyRecalled,
        EventKind::SideDraftWritten,
    ] {
        let stored = serde_json::to_value(&kind).expect("JSON");
        assert_eq!(stored["kind"], kind.as_str());
        assert_eq!(serde_json::from_value::<EventKind>(stored).expect("read back"), kind);
    }
}
