// What the cover sheet of a run says.
#pragma once

#include <cstdint>

#include "certpress/batch.h"
#include "certpress/cover_sheet.h"

#include "paper.h"
#include "plan.h"
#include "serials.h"

namespace certpress::batch {

// `rows` of the table; those of the plan are made. `serials` of which none is taken yet.
CoverSheet cover_of(const TemplateInfo& info, const Job& job, const Paper& paper, const Plan& plan,
                    std::int64_t rows, Serials serials);

}  // namespace certpress::batch
