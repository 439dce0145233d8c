// A PKCS#11 library in this process: loaded once, initialised once, shared by those who use it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <p11-kit/pkcs11.h>

#include "certpress/diagnostic.h"

namespace certpress::keys {

class Pkcs11Module {
 public:
  // Throws Refused (key/module).
  static std::shared_ptr<const Pkcs11Module> load(const std::filesystem::path& library);
  Pkcs11Module(const Pkcs11Module&) = delete;
  Pkcs11Module& operator=(const Pkcs11Module&) = delete;
  ~Pkcs11Module();

  [[nodiscard]] const CK_FUNCTION_LIST& calls() const { return *calls_; }
  // The slot whose token has this label. Throws Refused: key/no-token, key/ambiguous.
  [[nodiscard]] CK_SLOT_ID slot_of(const std::string& token) const;

 private:
  explicit Pkcs11Module(const std::filesystem::path& library);

  void* library_ = nullptr;
  CK_FUNCTION_LIST* calls_ = nullptr;
  bool initialised_here_ = false;
};

// "CKR_PIN_INCORRECT (0xA0)", for messages.
std::string name_of(CK_RV result);

}  // namespace certpress::keys
