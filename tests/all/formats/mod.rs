//! Files: read, checked, located and written; the bundled datasets.

mod bundled;
mod bundled_readmes;
mod corpora;
mod defects;
mod faults;
mod locating;
mod oracles;
mod predictions;
mod round_trips;
mod samples;
mod warnings;
