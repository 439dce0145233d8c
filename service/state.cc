#include "state.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>

#include "certpress/cache.h"
#include "certpress/version.h"

#include "diagnosis.h"
#include "digest.h"
#include "file.h"
#include "trace.h"

namespace certpress::service {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class StateLoader {
 public:
  explicit StateLoader(const Settings& settings)
      : settings_(settings),
        resources_(std::make_shared<const FolderResources>(settings.folders)),
        state_(std::make_shared<State>()) {}

  std::shared_ptr<const State> load() {
    state_->serial = random_hex(32);
    attempt([&] {
      EngineOptions options;
      options.page_memory = settings_.page_bytes;
      if (!settings_.cache.empty()) {
        options.cache = std::make_shared<FolderCache>(settings_.cache);
      }
      state_->engine = std::make_unique<Engine>(resources_, std::move(options));
      environment_ = fingerprint_of_environment();
      for (const std::string& id : state_->engine->template_ids()) {
        attempt([&] { load_template(id); });
      }
    });
    for (const auto& profile : settings_.profiles) {
      attempt([&] { load_profile(profile.first, profile.second); });
    }
    load_access();
    load_roots();
    if (!settings_.tls.certificate.empty()) {
      state_->tls = open_tls(settings_.tls, problems_);
    }
    if (!problems_.empty()) {
      throw Refused(problems_);
    }
    return state_;
  }

 private:
  // What one part has wrong does not hide what another has.
  template <typename Function>
  void attempt(const Function& load) {
    try {
      load();
    } catch (const Refused& refused) {
      std::ranges::copy_if(refused.diagnostics(), std::back_inserter(problems_),
                           [](const Diagnostic& d) { return d.severity == Severity::kError; });
    }
  }

  // What decides how a certificate looks besides its template and its record.
  [[nodiscard]] std::string fingerprint_of_environment() const {
    Fingerprint print;
    // The manifest names every font by its digest, and the order in which they are tried.
    print.add(resources_->font_data("fonts.yaml").value_or(Bytes()).text());
    for (const auto& [library, number] : library_versions()) {
      print.add(library).add(number);
    }
    return print.add(version()).hex();
  }

  void load_template(const std::string& id) {
    const auto prepared = state_->engine->prepare(id);
    const TemplateInfo& info = prepared->info();
    PictureFields pictures;
    for (const FieldInfo& field : info.fields) {
      if (field.kind == "image") {
        pictures.insert({field.name, field.label});
      }
    }
    auto samples = load_samples(settings_.folders.templates, id, pictures, problems_);
    Json summary = describe(info);
    summary["samples"] = Json::array();
    for (const auto& [name, sample] : samples) {
      summary["samples"].push_back(name);
    }
    Json description = summary;
    description["fields"] = Json::array();
    for (const FieldInfo& field : info.fields) {
      description["fields"].push_back(describe(field));
    }
    try_out(*prepared, samples);
    state_->templates.emplace(
        id, Template{.prepared = prepared,
                     .fingerprint = Fingerprint().add(info.fingerprint).add(environment_).hex(),
                     .picture_fields = std::move(pictures),
                     .summary = summary.dump(),
                     .description = text_document("application/json", description.dump()),
                     .schema =
                         text_document("application/schema+json", Engine::record_schema(*prepared)),
                     .samples = std::move(samples)});
  }

  static Document text_document(const char* media_type, std::string text) {
    return {media_type, Bytes::from_string(std::move(text))};
  }

  static Json describe(const TemplateInfo& info) {
    return {{"id", info.id},
            {"title", info.title},
            {"version", info.version},
            {"standard", info.standard},
            {"page", {{"width_mm", info.width_mm}, {"height_mm", info.height_mm}}}};
  }

  static Json describe(const FieldInfo& field) {
    Json out{{"name", field.name},
             {"label", field.label},
             {"kind", field.kind},
             {"required", field.required}};
    if (field.max_length > 0) {
      out["max_length"] = field.max_length;
    }
    return out;
  }

  // The first render opens the fonts and draws the static parts: it fails here and not later, and
  // the first client need not wait for it.
  void try_out(const PreparedTemplate& prepared, const Samples& samples) const {
    const auto sample = samples.find("standard");
    RecordInput input;
    input.name = "standard.json";
    input.blank = sample == samples.end();
    if (!input.blank) {
      input.json = sample->second.json;
    }
    (void)state_->engine->render(prepared, input, {});
  }

  void load_profile(const std::string& name, const fs::path& file) {
    SigningProfile profile = open_signing_profile(file, [] { return std::time(nullptr); });
    try {
      try_key(profile);
    } catch (const SigningFailure& failure) {
      problems_.push_back(error_at(in_file(file), failure.code(), failure.message()));
    }
    state_->profiles.emplace(name, std::move(profile));
  }

  void load_access() {
    if (settings_.access.empty()) {
      return;
    }
    if (auto access = Access::read(settings_.access, problems_)) {
      std::set<std::string, std::less<>> templates;
      for (const std::string& id : resources_->template_ids()) {
        templates.insert(id);
      }
      std::set<std::string, std::less<>> profiles;
      for (const auto& [name, file] : settings_.profiles) {
        profiles.insert(name);
      }
      access->check_names(templates, profiles, settings_.access, problems_);
      state_->access = std::move(*access);
    }
  }

  void load_roots() {
    for (const fs::path& file : settings_.trust) {
      if (auto bytes = read_file(file, problems_)) {
        state_->roots.push_back({std::move(*bytes), file.string()});
      }
    }
    // It says which of them are none.
    attempt([&] { (void)verify_pdf({}, {.roots = state_->roots, .time = std::time(nullptr)}); });
  }

  const Settings& settings_;
  std::shared_ptr<const Resources> resources_;
  std::shared_ptr<State> state_;
  std::string environment_;  // fingerprint of fonts, libraries, program
  std::vector<Diagnostic> problems_;
};

}  // namespace

std::shared_ptr<const State> load_state(const Settings& settings) {
  return StateLoader(settings).load();
}

void try_key(const SigningProfile& profile) {
  // A signature of zeros vouches for nothing.
  constexpr std::array<std::uint8_t, 48> kDigest{};
  const bool is_sha384 = profile.signer->algorithm() == SignatureAlgorithm::kEcdsaP384Sha384;
  (void)profile.signer->sign(std::span(kDigest).first(is_sha384 ? 48 : 32));
}

}  // namespace certpress::service
