// What the service answers from, and what a reload replaces as a whole: templates, samples, signing
// profiles, clients, roots, TLS.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/engine.h"
#include "certpress/signing_profile.h"
#include "certpress/verification.h"

#include "access.h"
#include "document.h"
#include "samples.h"
#include "settings.h"

namespace certpress::service {

struct Template {
  std::shared_ptr<const PreparedTemplate> prepared;
  // Of every file that it was made from, of the fonts and of the libraries: equal fingerprints
  // render equal bytes.
  std::string fingerprint;
  PictureFields picture_fields;  // their names and their labels
  std::string summary;           // JSON, for the list of all
  Document description;
  Document schema;
  Samples samples;
};

// Immutable, and shared by all who answer from it.
struct State {
  std::unique_ptr<const Engine> engine;
  std::map<std::string, Template, std::less<>> templates;
  std::map<std::string, SigningProfile, std::less<>> profiles;
  std::string serial;  // another at each load: what was signed before is not given out after
  Access access;
  std::vector<RootFile> roots;
  TlsContext tls;  // null without TLS
};

// Reads and tries everything: each template renders a sample, each key signs. Throws Refused with
// all that was found in all of them.
std::shared_ptr<const State> load_state(const Settings& settings);

// Throws SigningFailure when the profile's key does not sign.
void try_key(const SigningProfile& profile);

}  // namespace certpress::service
