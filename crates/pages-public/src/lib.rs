#![doc = include_str!("../README.md")]

mod ask;
mod faq;
mod feed;
mod file;
mod promise;
mod sample;
mod thread;
mod verify;
mod wall;

use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

/// The routes of this place.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Access::Public, "wall", wall::show)
        .get("/wall/{number}", Access::Public, "wall-thread", thread::show_public)
        .get("/ask", Access::Public, "ask-form", ask::show)
        .post_files("/ask", Access::Public.counted(), "ask-form-post", ask::submit)
        .get("/faq", Access::Public, "faq", faq::show)
        .post("/faq/like", Access::Public, "faq-like", faq::like)
        .get("/promise", Access::Public, "promise", promise::show)
        .get("/q/{token}", Access::Public, "thread", thread::show)
        .post_files(
            "/q/{token}/messages",
            Access::Public.counted_in_thread(),
            "thread-follow-up",
            thread::follow_up,
        )
        .get("/q/{token}/files/{id}", Access::Public, "thread-file", file::of_thread)
        .get("/wall/{number}/files/{id}", Access::Public, "wall-file", file::of_wall)
        .get("/verify/{token}", Access::Public, "verify-sender", verify::show)
        .post("/verify/{token}", Access::Public, "verify-sender-confirm", verify::submit)
        .get("/feed.atom", Access::Public, "feed", feed::show)
}

/// The templates of this place.
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<wall::Wall>()
        .page::<ask::AskForm>()
        .page::<faq::FaqPage>()
        .page::<faq::FaqLike>()
        .page::<promise::PromisePage>()
        .page::<thread::ThreadPage>()
        .page::<verify::VerifyPage>()
        .page::<feed::Feed>()
}
