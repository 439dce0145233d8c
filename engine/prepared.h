// What Engine::prepare makes once for each template: all the work that no record can change.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "certpress/engine.h"

#include "layout/layout.h"
#include "model/template.h"
#include "prefix_cache.h"

namespace certpress {

class Prepared final : public PreparedTemplate {
 public:
  // `fingerprint`: of the files that the template was read from.
  Prepared(model::Template checked, layout::StaticLayout laid_out, std::string fingerprint,
           std::vector<Diagnostic> warnings);

  [[nodiscard]] const TemplateInfo& info() const override { return info_; }
  [[nodiscard]] const std::vector<Diagnostic>& remarks() const override { return remarks_; }

  // The static items of a choice of layers, always the same ones.
  [[nodiscard]] const std::shared_ptr<const sheet::Sheet>& statics(LayerChoice layer) const {
    return statics_.at(layer);
  }

  const model::Template tmpl;
  const layout::StaticLayout fixed;
  const std::vector<Rect> places;  // where records differ
  const std::string ground;        // names all that is drawn of the template itself
  const PrefixCache prefixes;      // what PDFs begin with, by choice of layers

 private:
  TemplateInfo info_;
  std::vector<Diagnostic> remarks_;
  std::map<LayerChoice, std::shared_ptr<const sheet::Sheet>> statics_;
};

}  // namespace certpress
