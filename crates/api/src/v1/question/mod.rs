//! Questions.

mod ask;
mod assign;
mod bulk;
mod colleague;
mod draft;
mod entry;
mod file;
mod follow_up;
mod get;
mod list;
mod note;
mod pause;
mod related;
mod reply;
mod show_on_wall;
mod status;
mod verify;
mod view;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Public.counted(), routes!(ask::ask))
        .api(Access::Public.counted_in_thread(), routes!(follow_up::follow_up))
        .api(Access::May(Action::ReadQuestions), routes!(list::list_questions))
        .api(Access::May(Action::ReadQuestions), routes!(file::get_file))
        .merge(related::routes())
        .api(Access::May(Action::ChangeStatus), routes!(bulk::bulk))
        .api(Access::May(Action::ReadQuestions), routes!(get::get_question))
        .api(Access::May(Action::Assign), routes!(assign::assign_question))
        .api(Access::May(Action::Draft), routes!(draft::submit_draft))
        .api(Access::May(Action::AskColleague), routes!(colleague::ask_colleague))
        .api(Access::May(Action::DraftBeside), routes!(colleague::draft_beside))
        .api(Access::May(Action::DraftBeside), routes!(colleague::list_asks))
        .api(Access::May(Action::Reply), routes!(reply::send_reply))
        .api(Access::May(Action::Reply), routes!(reply::recall_reply))
        .api(Access::May(Action::Note), routes!(note::leave_note))
        .api(Access::May(Action::ChangeStatus), routes!(status::change_status))
        .api(Access::May(Action::ChangeStatus), routes!(show_on_wall::show_on_wall))
        .api(Access::May(Action::Relate), routes!(verify::send_verification))
        .api(Access::May(Action::ChangeStatus), routes!(pause::pause))
        .api(Access::May(Action::ChangeStatus), routes!(pause::resume))
        .api(Access::May(Action::ChangeStatus), routes!(pause::tag_customer))
}
