// YAML -> what a signing profile says, every problem found with its place.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/demo.h"
#include "certpress/keys.h"
#include "certpress/network.h"

namespace certpress::profile {

struct Timestamps {
  std::string url;  // empty: `test`
  std::optional<PemKey> test;
  std::vector<std::filesystem::path> trust;
  HttpOptions http;
};

struct Revocation {
  std::optional<TestResponder> test;
  HttpOptions http;
};

struct Profile {
  KeyLocation key;
  std::vector<std::filesystem::path> certificates;
  SignatureOptions options;
  std::optional<Timestamps> timestamps;
  Revocation revocation;
};

// `name` is how messages call the file; paths in the result begin with `folder`. Throws Refused.
Profile read_profile(std::string_view yaml, const std::string& name,
                     const std::filesystem::path& folder);

}  // namespace certpress::profile
