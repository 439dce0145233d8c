#include "certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace certpress::pki {

namespace {

bool is_http(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

void append_http(std::vector<std::string>& urls, const GENERAL_NAME* name) {
  int type = 0;
  const void* value = GENERAL_NAME_get0_value(name, &type);
  if (type != GEN_URI) {
    return;
  }
  const auto* text = static_cast<const ASN1_IA5STRING*>(value);
  std::string url(content_of(text));
  if (is_http(url)) {
    urls.push_back(std::move(url));
  }
}

std::string printed(const X509_NAME* name) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  // RFC 2253 without the escapes that would hide Chinese characters.
  X509_NAME_print_ex(require(out, "allocate"), name, 0,
                     (XN_FLAG_RFC2253 | XN_FLAG_SEP_CPLUS_SPC) & ~ASN1_STRFLGS_ESC_MSB);
  return content_of(out.get());
}

}  // namespace

X509Ptr parse_certificate(const Bytes& der) {
  auto certificate = from_der<X509Ptr>(der.text(), d2i_X509);
  require(certificate != nullptr, "read a certificate");
  return certificate;
}

Bytes der_of(const X509* certificate) { return Bytes::from_string(to_der(certificate, i2d_X509)); }

std::vector<Bytes> certificates_in(std::string_view file) {
  std::vector<Bytes> out;
  if (const auto der = from_der<X509Ptr>(file, d2i_X509)) {
    out.push_back(der_of(der.get()));
    return out;
  }
  const BioPtr in(BIO_new_mem_buf(file.data(), static_cast<int>(file.size())));
  while (const X509Ptr certificate{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
    out.push_back(der_of(certificate.get()));
  }
  const bool complete = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  static_cast<void>(take_errors());
  return complete ? out : std::vector<Bytes>();
}

std::optional<SignatureAlgorithm> algorithm_for(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "RSA") == 1) {
    const int bits = EVP_PKEY_get_bits(key);
    return bits >= 2048 && bits <= 4096 ? std::optional(SignatureAlgorithm::kRsaSha256)
                                        : std::nullopt;
  }
  std::string group(64, '\0');
  std::size_t length = 0;
  if (EVP_PKEY_is_a(key, "EC") != 1 ||
      EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) != 1) {
    return std::nullopt;
  }
  group.resize(length);
  if (group == "prime256v1") {
    return SignatureAlgorithm::kEcdsaP256Sha256;
  }
  if (group == "secp384r1") {
    return SignatureAlgorithm::kEcdsaP384Sha384;
  }
  return std::nullopt;
}

const EVP_MD* hash_of(SignatureAlgorithm algorithm) {
  return algorithm == SignatureAlgorithm::kEcdsaP384Sha384 ? EVP_sha384() : EVP_sha256();
}

bool is_signature(EVP_PKEY* key, SignatureAlgorithm algorithm, std::span<const std::uint8_t> digest,
                  std::string_view signature) {
  const KeyContextPtr context(EVP_PKEY_CTX_new(key, nullptr));
  const auto value = bytes_of(signature);
  const bool good =
      EVP_PKEY_verify_init(require(context, "allocate")) == 1 &&
      (EVP_PKEY_is_a(key, "RSA") != 1 ||
       EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1) &&
      EVP_PKEY_CTX_set_signature_md(context.get(), hash_of(algorithm)) == 1 &&
      EVP_PKEY_verify(context.get(), value.data(), value.size(), digest.data(), digest.size()) == 1;
  static_cast<void>(take_errors());
  return good;
}

std::string subject_of(const X509* certificate) {
  return printed(X509_get_subject_name(certificate));
}

std::string common_name(const X509* certificate) {
  const X509_NAME* subject = X509_get_subject_name(certificate);
  const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (index < 0) {
    return {};
  }
  unsigned char* utf8 = nullptr;
  const int length =
      ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)));
  const MemoryPtr owner(utf8);
  return length > 0 ? text_of({utf8, static_cast<std::size_t>(length)}) : std::string();
}

bool is_valid_at(const X509* certificate, std::time_t time) {
  const auto from = to_time(X509_get0_notBefore(certificate));
  const auto until = to_time(X509_get0_notAfter(certificate));
  return from && until && *from <= time && time <= *until;
}

bool is_self_signed(const X509* certificate) {
  return X509_self_signed(const_cast<X509*>(certificate), 0) == 1;
}

X509* find_issuer(const X509* certificate, std::span<const X509Ptr> candidates) {
  for (const X509Ptr& candidate : candidates) {
    // Names and key identifiers first, then the signature itself.
    if (X509_check_issued(candidate.get(), const_cast<X509*>(certificate)) == X509_V_OK &&
        X509_verify(const_cast<X509*>(certificate), X509_get0_pubkey(candidate.get())) == 1) {
      return candidate.get();
    }
  }
  static_cast<void>(take_errors());
  return nullptr;
}

std::vector<std::string> ocsp_urls(const X509* certificate) {
  std::vector<std::string> urls;
  const AccessDescriptionsPtr access(static_cast<AUTHORITY_INFO_ACCESS*>(
      X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
    const ACCESS_DESCRIPTION* entry = sk_ACCESS_DESCRIPTION_value(access.get(), i);
    if (OBJ_obj2nid(entry->method) == NID_ad_OCSP) {
      append_http(urls, entry->location);
    }
  }
  return urls;
}

std::vector<std::string> crl_urls(const X509* certificate) {
  std::vector<std::string> urls;
  const DistributionPointsPtr points(static_cast<CRL_DIST_POINTS*>(
      X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
  for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
    const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
    // A list for some reasons only, or by another issuer, does not tell the status.
    if (point->distpoint == nullptr || point->distpoint->type != 0 || point->reasons != nullptr ||
        point->CRLissuer != nullptr) {
      continue;
    }
    const GENERAL_NAMES* names = point->distpoint->name.fullname;
    for (int k = 0; k < sk_GENERAL_NAME_num(names); ++k) {
      append_http(urls, sk_GENERAL_NAME_value(names, k));
    }
  }
  return urls;
}

}  // namespace certpress::pki
