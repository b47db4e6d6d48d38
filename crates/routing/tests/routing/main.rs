//! The router from outside: stories of one desk, laws for any text, and what it learns from real questions.

mod desk;
mod fair;
mod law;
mod learned;
mod story;
