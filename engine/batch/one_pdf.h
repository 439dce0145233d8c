// A run whose certificates are the pages of one PDF.
#pragma once

#include "certpress/batch.h"

namespace certpress::batch {

// The output's name ends with .pdf.
bool is_one_pdf(const Job& job);

// Throws Refused (batch/one-pdf-only) when a run of files is asked for what only one PDF has.
void require_folder_job(const Job& job);

// As run(). Nothing has its name before all is there: the PDF first, then the journal.
Summary run_one_pdf(const Engine& engine, const PreparedTemplate& prepared,
                    const table::Table& table, const Job& job, Start start,
                    const Progress& progress);

}  // namespace certpress::batch
