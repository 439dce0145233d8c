// Owners for what OpenSSL hands out, and its error queue as text. The one header of engine/ that
// names OpenSSL's types: include it from .cc files, and from headers of modules that are about keys
// and certificates.
#pragma once

#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace certpress::pki {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    static_cast<void>(Free(object));
  }
};
template <typename T, auto Free>
using Owner = std::unique_ptr<T, Freed<Free>>;

// These are macros or inline functions in OpenSSL's headers and have no address to name.
inline void free_certificates(STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); }
inline void free_borrowed(STACK_OF(X509) * stack) { sk_X509_free(stack); }
inline void free_crls(STACK_OF(X509_CRL) * stack) { sk_X509_CRL_pop_free(stack, X509_CRL_free); }
inline void free_memory(void* memory) { OPENSSL_free(memory); }

using AccessDescriptionsPtr = Owner<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free>;
using Asn1IntegerPtr = Owner<ASN1_INTEGER, ASN1_INTEGER_free>;
using Asn1ObjectPtr = Owner<ASN1_OBJECT, ASN1_OBJECT_free>;
using Asn1OctetStringPtr = Owner<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using Asn1TimePtr = Owner<ASN1_TIME, ASN1_TIME_free>;
using BignumPtr = Owner<BIGNUM, BN_free>;
using BioPtr = Owner<BIO, BIO_free_all>;
using CertificatesPtr = Owner<STACK_OF(X509), free_certificates>;  // owns its certificates
using BorrowedCertificatesPtr = Owner<STACK_OF(X509), free_borrowed>;
using CmsPtr = Owner<CMS_ContentInfo, CMS_ContentInfo_free>;
using CrlPtr = Owner<X509_CRL, X509_CRL_free>;
using CrlsPtr = Owner<STACK_OF(X509_CRL), free_crls>;
using DistributionPointsPtr = Owner<CRL_DIST_POINTS, CRL_DIST_POINTS_free>;
using EcdsaSigPtr = Owner<ECDSA_SIG, ECDSA_SIG_free>;
using ExtensionPtr = Owner<X509_EXTENSION, X509_EXTENSION_free>;
using KeyContextPtr = Owner<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using KeyPtr = Owner<EVP_PKEY, EVP_PKEY_free>;
using DigestContextPtr = Owner<EVP_MD_CTX, EVP_MD_CTX_free>;
using MemoryPtr = Owner<unsigned char, free_memory>;
using OcspBasicPtr = Owner<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using OcspCertIdPtr = Owner<OCSP_CERTID, OCSP_CERTID_free>;
using OcspRequestPtr = Owner<OCSP_REQUEST, OCSP_REQUEST_free>;
using OcspResponsePtr = Owner<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using Pkcs12Ptr = Owner<PKCS12, PKCS12_free>;
using Pkcs7Ptr = Owner<PKCS7, PKCS7_free>;
using RevokedPtr = Owner<X509_REVOKED, X509_REVOKED_free>;
using TsImprintPtr = Owner<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using TsRequestPtr = Owner<TS_REQ, TS_REQ_free>;
using TsResponderPtr = Owner<TS_RESP_CTX, TS_RESP_CTX_free>;
using TsResponsePtr = Owner<TS_RESP, TS_RESP_free>;
using TsInfoPtr = Owner<TS_TST_INFO, TS_TST_INFO_free>;
using TsVerifyPtr = Owner<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using X509Ptr = Owner<X509, X509_free>;
using X509AlgorPtr = Owner<X509_ALGOR, X509_ALGOR_free>;
using X509StoreContextPtr = Owner<X509_STORE_CTX, X509_STORE_CTX_free>;
using X509StorePtr = Owner<X509_STORE, X509_STORE_free>;

// What OpenSSL has to say about the last failure on this thread, oldest first: "mac verify failure;
// pkcs12 cipherfinal error". Empties the queue. Names of functions and files are left out.
std::string take_errors();

// OpenSSL failed where no input can be the reason.
class OpenSslError : public std::runtime_error {
 public:
  // `doing` is what was tried: "make a time-stamp request".
  explicit OpenSslError(std::string_view doing);
};
// Throws OpenSslError unless `ok`.
void require(bool ok, std::string_view doing);
template <typename T, auto Free>
T* require(const std::unique_ptr<T, Freed<Free>>& made, std::string_view doing) {
  require(made != nullptr, doing);
  return made.get();
}

inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
// Valid as long as the string is.
inline std::string_view content_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}
// Of a BIO in memory.
std::string content_of(BIO* memory);

// DER by the type's own i2d function: to_der(certificate, i2d_X509). Throws OpenSslError.
template <typename T, typename Encode>
std::string to_der(const T* object, Encode encode) {
  unsigned char* out = nullptr;
  // Older encoders take a pointer to what they do not change.
  const int length = encode(const_cast<T*>(object), &out);
  const MemoryPtr owner(out);
  require(length >= 0, "encode DER");
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

// The object of exactly these bytes by the type's own d2i function; null when they are not one, or
// when something follows. The error queue is left empty.
template <typename Pointer, typename Decode>
Pointer from_der(std::string_view der, Decode decode) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const unsigned char* const end = at + der.size();
  Pointer object(decode(nullptr, &at, static_cast<long>(der.size())));
  if (object == nullptr || at != end) {
    static_cast<void>(take_errors());
    return nullptr;
  }
  return object;
}

// Seconds since 1970; nothing when it is no time.
std::optional<std::time_t> to_time(const ASN1_TIME* time);

}  // namespace certpress::pki
