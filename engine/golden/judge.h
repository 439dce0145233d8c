// What a case should be against what it is.
#pragma once

#include "certpress/golden.h"

#include "case_file.h"
#include "workshop.h"

namespace certpress::golden {

// What stands in the case's folder, of all that it expects.
Witnesses expected_of(const Case& of);

CaseResult judge(const Case& of, Witnesses expected, Workshop::Made made);

}  // namespace certpress::golden
