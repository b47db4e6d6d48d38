//! The routes of a section that is a list of things with a form.

use souffleur_web::route::Routes;

use super::resource::Resource;
use super::{form, list};

/// The five routes of a section.
pub(super) fn resource_routes<T: Resource>() -> Routes {
    let (name, path, access) = (T::SECTION.as_str(), T::SECTION.path(), T::SECTION.access());
    Routes::new()
        .get(&path, access, &format!("settings-{name}"), list::show::<T>)
        .post(&path, access, &format!("settings-{name}-add"), form::add::<T>)
        .get(&format!("{path}/new"), access, &format!("settings-{name}-new"), form::blank::<T>)
        .get(&format!("{path}/{{id}}"), access, &format!("settings-{name}-edit"), form::edit::<T>)
        .post(&format!("{path}/{{id}}"), access, &format!("settings-{name}-change"), form::change::<T>)
}
