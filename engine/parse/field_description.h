// What a field accepts, in a sentence for whoever fills it in.
#pragma once

#include "certpress/diagnostic.h"

#include "../model/field.h"

namespace certpress::parse {

Message describe_field(const model::Field& field);

}  // namespace certpress::parse
