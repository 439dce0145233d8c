#include "workshop.h"

#include <exception>

#include "certpress/version.h"

#include "tool.h"

namespace certpress::golden {

namespace fs = std::filesystem;

namespace {

// Messages name files below the roots, so that they are the same wherever the repository lies.
void make_relative(std::string& file, const std::vector<fs::path>& roots) {
  for (const fs::path& root : roots) {
    const std::string prefix = (root.lexically_normal() / "").string();
    if (file.starts_with(prefix)) {
      file.erase(0, prefix.size());
    }
  }
}

std::string text_of(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += to_text(diagnostic, Language::kEnglish) + to_text(diagnostic, Language::kChinese);
  }
  return out;
}

}  // namespace

Workshop::Workshop(FolderResources::Folders folders) : folders_(std::move(folders)) {}

std::shared_ptr<const Engine> Workshop::engine(const fs::path& root) const {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Engine>& made = engines_[root];
  if (!made) {
    FolderResources::Folders folders = folders_;
    if (!root.empty()) {
      folders.templates.insert(folders.templates.begin(), root);
    }
    made = std::make_shared<const Engine>(std::make_shared<FolderResources>(std::move(folders)));
  }
  return made;
}

Workshop::Ready Workshop::ready(const fs::path& root, const std::string& id) const {
  const auto of_root = engine(root);
  std::promise<Ready> promise;
  std::shared_future<Ready> future;
  bool mine = false;
  {
    const std::lock_guard lock(mutex_);
    std::shared_future<Ready>& kept = ready_[{root, id}];
    mine = !kept.valid();
    if (mine) {
      kept = promise.get_future().share();
    }
    future = kept;
  }
  if (mine) {
    try {
      promise.set_value({of_root, of_root->prepare(id)});
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  }
  return future.get();
}

Workshop::Made Workshop::make(const Case& of) const {
  Made made;
  try {
    const Ready with = ready(of.template_root, of.template_id);
    const RecordInput record = record_of(of);
    made.witnesses.sheet = with.engine->inspect(*with.prepared, record, of.layer);
    RenderOptions options;
    options.dpi = of.dpi;
    options.layer = of.layer;
    if (of.expect.page || of.expect.diagnostics) {
      Rendered rendered = with.engine->render(*with.prepared, record, options);
      made.witnesses.page = std::move(rendered.bytes);
      made.diagnostics = with.prepared->remarks();
      made.diagnostics.insert(made.diagnostics.end(), rendered.remarks.begin(),
                              rendered.remarks.end());
    }
    if (of.expect.text) {
      options.format = Format::kPdf;
      made.witnesses.text = text_of_pdf(with.engine->render(*with.prepared, record, options).bytes);
    }
  } catch (const Refused& refused) {
    made.refused = true;
    made.witnesses = {};
    made.diagnostics = refused.diagnostics();
  }
  std::vector<fs::path> roots = folders_.templates;
  roots.push_back(of.template_root.empty() ? of.folder : of.template_root);
  for (Diagnostic& diagnostic : made.diagnostics) {
    make_relative(diagnostic.place.file, roots);
  }
  if (of.expect.diagnostics) {
    made.witnesses.diagnostics = text_of(made.diagnostics);
  }
  return made;
}

std::vector<std::string> Workshop::add_pages(const Case& of, Witnesses& expected,
                                             Witnesses& actual) const {
  const Ready with = ready(of.template_root, of.template_id);
  const RecordInput record = record_of(of);
  RenderOptions options;
  options.dpi = of.dpi;
  options.layer = of.layer;
  // As the earlier sheet will be drawn: a dump does not tell what records have in common.
  options.drawing = Drawing::kPlain;
  if (!actual.page) {
    actual.page = with.engine->render(*with.prepared, record, options).bytes;
  }
  if (expected.page || !expected.sheet) {
    return {};
  }
  Redrawn redrawn = with.engine->redraw(*with.prepared, record, *expected.sheet, options);
  expected.page = std::move(redrawn.png);
  return redrawn.lost;
}

std::vector<std::string> Workshop::shipped() const { return engine({})->template_ids(); }

Environment Workshop::environment() const {
  Environment found;
  for (const auto& [name, number] : library_versions()) {
    if (name == "cairo" || name == "pango" || name == "harfbuzz" || name == "freetype") {
      found.emplace(name, number);
    }
  }
  for (const auto& [id, hash] : engine({})->font_hashes()) {
    found.emplace("font " + id, hash);
  }
  return found;
}

}  // namespace certpress::golden
