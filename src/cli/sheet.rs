//! The output format of commands that report no scores.

use crate::Result;
use crate::report::Sheet;
use clap::ValueEnum;

use super::output::{print, print_styled};

/// Options of every command that prints a sheet.
#[derive(clap::Args)]
pub(super) struct SheetArgs {
    /// Output format
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Table,
    Csv,
    Json,
}

impl SheetArgs {
    /// Prints the sheet in the form asked for.
    pub(super) fn print(&self, sheet: &dyn Sheet) -> Result<()> {
        match self.format {
            Form::Table => print_styled(&sheet.text()),
            Form::Csv => print(&sheet.csv()?),
            Form::Json => print(&format!("{:#}\n", sheet.json())),
        }
    }
}
