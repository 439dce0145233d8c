#include "workbench.h"

#include <exception>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

namespace certpress::preview {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Json to_json(const Diagnostic& diagnostic) {
  return {{"severity", diagnostic.severity == Severity::kError     ? "error"
                       : diagnostic.severity == Severity::kWarning ? "warning"
                                                                   : "note"},
          {"code", diagnostic.code},
          {"file", diagnostic.place.file},
          {"line", diagnostic.place.line},
          {"column", diagnostic.place.column},
          {"element", diagnostic.place.element},
          {"text",
           {{"en", to_text(diagnostic, Language::kEnglish)},
            {"zh", to_text(diagnostic, Language::kChinese)}}}};
}

Json to_json(const ElementInfo& element) {
  return {{"name", element.name},
          {"file", element.file},
          {"line", element.line},
          {"box", {element.x_mm, element.y_mm, element.width_mm, element.height_mm}}};
}

Diagnostic failure(const std::exception& error) {
  return {Severity::kError, "preview/failed", {}, {error.what(), error.what()}, {}};
}

}  // namespace

Workbench::Workbench(const Settings& settings)
    : settings_(settings),
      resources_(std::make_shared<RecordingResources>(settings.folders)),
      engine_(resources_) {
  reload();
}

void Workbench::reload() {
  resources_->forget();
  std::shared_ptr<const PreparedTemplate> prepared;
  std::vector<Diagnostic> problems;
  try {
    prepared = engine_.prepare(settings_.template_id);
    problems = prepared->remarks();
    for (Diagnostic& remark : engine_.lint(*prepared)) {
      problems.push_back(std::move(remark));
    }
  } catch (const Refused& refused) {
    problems = refused.diagnostics();
  } catch (const std::exception& error) {
    problems = {failure(error)};
  }
  std::map<std::string, std::string> sources;
  for (const std::string& name : resources_->asked()) {
    const auto text = name.ends_with(".yaml") ? resources_->template_file(name) : std::nullopt;
    if (text) {
      sources.emplace(resources_->display_name(name), text->text());
    }
  }
  {
    const std::lock_guard lock(mutex_);
    prepared_ = std::move(prepared);
    problems_ = std::move(problems);
    sources_ = std::move(sources);
    ++version_;
  }
  changed_.notify_all();
}

std::uint64_t Workbench::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

std::uint64_t Workbench::wait_for_other(std::uint64_t seen) const {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return version_ != seen || closed_; });
  return version_;
}

void Workbench::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

bool Workbench::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

RecordInput Workbench::record_of(const std::string& sample) const {
  RecordInput record;
  record.name = sample;
  record.blank = true;
  for (const fs::path& path : settings_.samples) {
    if (path.stem() == sample) {
      record.blank = false;
      record.name = path.string();
      record.json = read_file(path).value_or("");
      record.pictures = [folder = path.parent_path()](std::string_view name) {
        auto bytes = read_file(folder / name);
        return bytes ? std::optional(Bytes::from_string(std::move(*bytes))) : std::nullopt;
      };
    }
  }
  return record;
}

Workbench::Seen Workbench::look_at(const std::string& sample) const {
  Seen seen;
  std::shared_ptr<const PreparedTemplate> prepared;
  {
    const std::lock_guard lock(mutex_);
    seen = seen_[sample];
    if (seen.version == version_) {
      return seen;
    }
    seen.version = version_;
    seen.problems = problems_;
    prepared = prepared_;
  }
  if (prepared) {
    try {
      Good good{prepared, record_of(sample), seen.version};
      (void)engine_.inspect(*prepared, good.record);  // refuses what cannot be drawn
      seen.good = std::make_shared<const Good>(std::move(good));
    } catch (const Refused& refused) {
      seen.problems.insert(seen.problems.end(), refused.diagnostics().begin(),
                           refused.diagnostics().end());
    } catch (const std::exception& error) {
      seen.problems.push_back(failure(error));
    }
  }
  const std::lock_guard lock(mutex_);
  if (seen_[sample].version < seen.version) {
    seen_[sample] = seen;
  }
  return seen;
}

std::string Workbench::state(const std::string& sample) const {
  const Seen seen = look_at(sample);
  Json samples = Json::array();
  for (const fs::path& path : settings_.samples) {
    samples.push_back(path.stem().string());
  }
  samples.push_back("blank");
  Json problems = Json::array();
  for (const Diagnostic& problem : seen.problems) {
    problems.push_back(to_json(problem));
  }
  Json out{{"version", seen.version},
           {"template", settings_.template_id},
           {"samples", std::move(samples)},
           {"problems", std::move(problems)}};
  {
    const std::lock_guard lock(mutex_);
    out["sources"] = sources_;
  }
  if (seen.good) {
    const TemplateInfo& info = seen.good->prepared->info();
    Json elements = Json::array();
    for (const ElementInfo& element : info.elements) {
      elements.push_back(to_json(element));
    }
    out["title"] = info.title;
    out["page_mm"] = {info.width_mm, info.height_mm};
    out["picture"] = seen.good->version;
    out["elements"] = std::move(elements);
  }
  return out.dump();
}

std::optional<std::string> Workbench::page(const std::string& sample, double dpi,
                                           LayerChoice layer) const {
  const Seen seen = look_at(sample);
  if (!seen.good) {
    return std::nullopt;
  }
  RenderOptions options;
  // A template that is being edited is hardly ever drawn twice the same.
  options.drawing = Drawing::kPlain;
  options.dpi = dpi;
  options.layer = layer;
  return engine_.render(*seen.good->prepared, seen.good->record, options).bytes;
}

std::set<fs::path> Workbench::folders() const {
  std::set<fs::path> out = resources_->folders_asked();
  for (const fs::path& sample : settings_.samples) {
    out.insert(sample.parent_path());
  }
  return out;
}

}  // namespace certpress::preview
