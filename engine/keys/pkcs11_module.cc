#include "pkcs11_module.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include <dlfcn.h>
#include <fmt/format.h>

#include "key_files.h"

namespace certpress::keys {

namespace {

[[noreturn]] void refuse_module(const std::filesystem::path& library, const std::string& why) {
  refuse("key/module", {fmt::format("cannot use the PKCS#11 module {}: {}", library.string(), why),
                        fmt::format("无法使用 PKCS#11 模块 {}：{}", library.string(), why)});
}

// Labels are padded with blanks (PKCS#11 v2.40, 3.2).
std::string_view label_of(const CK_TOKEN_INFO& info) {
  std::string_view label(reinterpret_cast<const char*>(info.label), sizeof(info.label));
  const std::size_t last = label.find_last_not_of(std::string_view(" \0", 2));
  return label.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

std::shared_ptr<const Pkcs11Module> Pkcs11Module::load(const std::filesystem::path& library) {
  static std::mutex mutex;
  static std::map<std::filesystem::path, std::weak_ptr<const Pkcs11Module>> loaded;
  const std::lock_guard lock(mutex);
  auto& known = loaded[library];
  auto module = known.lock();
  if (module == nullptr) {
    module.reset(new Pkcs11Module(library));
    known = module;
  }
  return module;
}

Pkcs11Module::Pkcs11Module(const std::filesystem::path& library)
    : library_(::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr) {
    refuse_module(library, ::dlerror());
  }
  const auto get_calls =
      reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library_, "C_GetFunctionList"));
  if (get_calls == nullptr || get_calls(&calls_) != CKR_OK) {
    ::dlclose(library_);
    refuse_module(library, "it has no C_GetFunctionList");
  }
  CK_C_INITIALIZE_ARGS arguments{};
  arguments.flags = CKF_OS_LOCKING_OK;
  const CK_RV result = calls_->C_Initialize(&arguments);
  initialised_here_ = result == CKR_OK;
  // Something else in this process may use the same module.
  if (result != CKR_OK && result != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
    ::dlclose(library_);
    refuse_module(library, name_of(result));
  }
}

Pkcs11Module::~Pkcs11Module() {
  if (initialised_here_) {
    calls_->C_Finalize(nullptr);
  }
  ::dlclose(library_);
}

CK_SLOT_ID Pkcs11Module::slot_of(const std::string& token) const {
  CK_ULONG count = 0;
  std::vector<CK_SLOT_ID> slots;
  if (calls_->C_GetSlotList(CK_TRUE, nullptr, &count) == CKR_OK) {
    slots.resize(count);
    if (calls_->C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) {
      count = 0;
    }
    slots.resize(std::min<std::size_t>(count, slots.size()));
  }
  std::vector<CK_SLOT_ID> matching;
  std::string labels;
  for (const CK_SLOT_ID slot : slots) {
    CK_TOKEN_INFO info{};
    if (calls_->C_GetTokenInfo(slot, &info) != CKR_OK ||
        (info.flags & CKF_TOKEN_INITIALIZED) == 0) {
      continue;
    }
    labels += (labels.empty() ? "'" : ", '") + std::string(label_of(info)) + "'";
    if (label_of(info) == token) {
      matching.push_back(slot);
    }
  }
  if (matching.size() > 1) {
    refuse("key/ambiguous", {fmt::format("several tokens are labelled '{}'", token),
                             fmt::format("有多个令牌的标签为“{}”", token)});
  }
  if (matching.empty()) {
    refuse("key/no-token",
           {fmt::format("no token is labelled '{}'", token),
            fmt::format("没有标签为“{}”的令牌", token)},
           labels.empty() ? Message{"no token is plugged in", "未插入任何令牌"}
                          : Message{"there are: " + labels, "现有：" + labels});
  }
  return matching.front();
}

std::string name_of(CK_RV result) {
  const auto named = [&](const char* name) { return fmt::format("{} (0x{:X})", name, result); };
  switch (result) {
    case CKR_DEVICE_ERROR:
      return named("CKR_DEVICE_ERROR");
    case CKR_DEVICE_REMOVED:
      return named("CKR_DEVICE_REMOVED");
    case CKR_FUNCTION_FAILED:
      return named("CKR_FUNCTION_FAILED");
    case CKR_GENERAL_ERROR:
      return named("CKR_GENERAL_ERROR");
    case CKR_KEY_FUNCTION_NOT_PERMITTED:
      return named("CKR_KEY_FUNCTION_NOT_PERMITTED");
    case CKR_KEY_HANDLE_INVALID:
      return named("CKR_KEY_HANDLE_INVALID");
    case CKR_MECHANISM_INVALID:
      return named("CKR_MECHANISM_INVALID");
    case CKR_PIN_EXPIRED:
      return named("CKR_PIN_EXPIRED");
    case CKR_PIN_INCORRECT:
      return named("CKR_PIN_INCORRECT");
    case CKR_PIN_LOCKED:
      return named("CKR_PIN_LOCKED");
    case CKR_SESSION_HANDLE_INVALID:
      return named("CKR_SESSION_HANDLE_INVALID");
    case CKR_TOKEN_NOT_PRESENT:
      return named("CKR_TOKEN_NOT_PRESENT");
    case CKR_USER_NOT_LOGGED_IN:
      return named("CKR_USER_NOT_LOGGED_IN");
    default:
      return fmt::format("CKR 0x{:X}", result);
  }
}

}  // namespace certpress::keys
