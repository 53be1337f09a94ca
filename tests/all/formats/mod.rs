//! Files: read, checked, located and written; the bundled datasets.

mod bundled;
mod bundled_readmes;
mod corpora;
mod defects;
mod faults;
mod joining;
mod locating;
mod predictions;
mod round_trips;
mod samples;
mod warnings;
