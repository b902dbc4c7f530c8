//! From a query to what is looked for.
//!
//! [`build`] walks the parsed query. Its words go through [`words`]: sums and dates ([`values`]), names ([`named`]), what
//! only sounds like a name ([`homophone`]), translations ([`translate`]), and the rest ([`plain`]), of which what stands
//! nowhere is respelled ([`spell`]) and what is still being typed is completed ([`complete`]). What a document must meet
//! comes from [`conditions`], with [`fields`] and [`near`]. All of them add to one [`planner`], and what comes of it is
//! plain data ([`clause`]).

mod build;
mod claims;
pub(crate) mod clause;
mod complete;
mod conditions;
mod cost;
mod fields;
mod homophone;
mod named;
mod near;
mod plain;
mod planner;
mod spell;
mod translate;
mod values;
mod words;

pub(crate) use build::plan;
