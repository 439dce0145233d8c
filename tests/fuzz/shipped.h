// The shipped fonts and templates, opened once for all inputs.
#pragma once

#include <memory>

#include "certpress/resources.h"

#include "layout/layout.h"
#include "model/template.h"
#include "text/font_book.h"

namespace certpress::fuzz {

std::shared_ptr<const Resources> shipped_resources();
const text::FontBook& shipped_fonts();

struct ShippedTemplate {
  model::Template tmpl;
  layout::StaticLayout fixed;
};
std::size_t shipped_template_count();
const ShippedTemplate& shipped_template(std::size_t index);

}  // namespace certpress::fuzz
