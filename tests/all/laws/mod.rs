//! Properties of random documents, and of the tables and sources of the library.

mod agreement;
mod brute_force;
mod layers;
mod merge;
mod profiles;
mod reading;
mod scoring;
mod surface;
mod sweep;
mod tables;
