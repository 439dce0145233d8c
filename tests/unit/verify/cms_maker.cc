#include "cms_maker.h"

#include <array>
#include <chrono>

#include <fmt/chrono.h>

#include "der.h"

namespace certpress::tests {
namespace {

std::string attribute(const char* type, const std::string& value) {
  return der::sequence({der::oid(type), der::set_of({value})});
}

// IssuerAndSerialNumber
std::string identifier_of(const X509* certificate) {
  return der::sequence({pki::to_der(X509_get_issuer_name(certificate), i2d_X509_NAME),
                        pki::to_der(X509_get0_serialNumber(certificate), i2d_ASN1_INTEGER)});
}

std::string signing_certificate(const X509* certificate, const EVP_MD* algorithm) {
  const std::string hash = digest(pki::to_der(certificate, i2d_X509), algorithm);
  return der::sequence({der::sequence({der::sequence({der::octets(hash)})})});
}

const char* signature_oid(const CmsRecipe& recipe) {
  if (recipe.signature_oid != nullptr) {
    return recipe.signature_oid;
  }
  if (EVP_PKEY_is_a(recipe.signer->key.get(), "RSA") == 1) {
    return "1.2.840.113549.1.1.1";
  }
  switch (EVP_MD_get_type(recipe.digest)) {
    case NID_sha1:
      return "1.2.840.10045.4.1";
    case NID_sha384:
      return "1.2.840.10045.4.3.3";
    default:
      return "1.2.840.10045.4.3.2";
  }
}

std::vector<std::string> signed_attributes(const CmsRecipe& recipe, const std::string& bytes) {
  const X509* bound = recipe.bound != nullptr ? recipe.bound : recipe.signer->certificate.get();
  std::vector<std::string> attributes{
      attribute("1.2.840.113549.1.9.3", der::oid(recipe.content_type_attribute)),
      attribute("1.2.840.113549.1.9.4", der::octets(digest(bytes, recipe.digest)))};
  if (recipe.bind) {
    attributes.push_back(
        attribute("1.2.840.113549.1.9.16.2.47", signing_certificate(bound, EVP_sha256())));
  }
  if (recipe.bind_by_sha1) {
    attributes.push_back(
        attribute("1.2.840.113549.1.9.16.2.12", signing_certificate(bound, EVP_sha1())));
  }
  if (recipe.signing_time) {
    attributes.push_back(attribute("1.2.840.113549.1.9.5", der::value(0x17, "260501080000Z")));
  }
  if (recipe.twice) {
    attributes.push_back(attributes[1]);
  }
  return attributes;
}

std::string signer_info(const CmsRecipe& recipe, const std::string& bytes) {
  const X509* named = recipe.named != nullptr ? recipe.named : recipe.signer->certificate.get();
  const std::string attributes = der::set_of(signed_attributes(recipe, bytes));
  std::vector<std::string> members{der::integer(1), identifier_of(named),
                                   der::algorithm(recipe.digest_oid, false)};
  std::string to_sign = attributes;
  if (recipe.signed_attributes) {
    members.push_back(attributes);
    members.back()[0] = static_cast<char>(0xA0);
  } else {
    to_sign = bytes;
  }
  const bool rsa = EVP_PKEY_is_a(recipe.signer->key.get(), "RSA") == 1;
  members.push_back(der::algorithm(signature_oid(recipe), rsa));
  members.push_back(der::octets(raw_signature(*recipe.signer, to_sign, recipe.digest)));
  return der::sequence(members);
}

}  // namespace

std::string make_cms(const CmsRecipe& recipe, const std::string& bytes) {
  std::vector<std::string> carried;
  for (const Identity* identity : recipe.certificates) {
    carried.push_back(der_of(*identity));
  }
  std::string certificates = der::set_of(carried);
  certificates[0] = static_cast<char>(0xA0);
  std::vector<std::string> signers;
  for (int i = 0; i < recipe.signer_infos; ++i) {
    signers.push_back(signer_info(recipe, bytes));
  }
  const std::string inside =
      recipe.content ? der::value(0xA0, der::octets(*recipe.content)) : std::string();
  const int version = std::string_view(recipe.content_type) == kIdData ? 1 : 3;
  const std::string signed_data = der::sequence(
      {der::integer(version), der::set_of({der::algorithm(recipe.digest_oid, false)}),
       der::sequence({der::oid(recipe.content_type), inside}), certificates, der::set_of(signers)});
  return der::sequence({der::oid("1.2.840.113549.1.7.2"), der::value(0xA0, signed_data)});
}

std::string signature_value(const std::string& cms) {
  const auto parsed = pki::from_der<pki::CmsPtr>(cms, d2i_CMS_ContentInfo);
  const ASN1_OCTET_STRING* value =
      CMS_SignerInfo_get0_signature(sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(parsed.get()), 0));
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
          static_cast<std::size_t>(ASN1_STRING_length(value))};
}

std::string with_timestamp(const std::string& cms, const std::string& token, int times) {
  const auto parsed = pki::from_der<pki::CmsPtr>(cms, d2i_CMS_ContentInfo);
  CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(parsed.get()), 0);
  for (int i = 0; i < times; ++i) {
    X509_ATTRIBUTE* attribute =
        X509_ATTRIBUTE_create_by_NID(nullptr, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                     token.data(), static_cast<int>(token.size()));
    CMS_unsigned_add1_attr(signer, attribute);
    X509_ATTRIBUTE_free(attribute);
  }
  return pki::to_der(parsed.get(), i2d_CMS_ContentInfo);
}

std::string make_token(const TokenRecipe& recipe, const std::string& bytes) {
  const auto time = std::chrono::system_clock::from_time_t(recipe.time);
  const std::string info = der::sequence(
      {der::integer(1), der::oid("1.3.6.1.4.1.99999.1"),
       der::sequence(
           {der::algorithm(recipe.digest_oid, true), der::octets(digest(bytes, recipe.digest))}),
       der::integer(7), der::value(0x18, fmt::format("{:%Y%m%d%H%M%S}Z", fmt::gmtime(time)))});
  CmsRecipe cms;
  cms.signer = recipe.authority;
  cms.certificates = {recipe.authority};
  cms.content_type = kIdTstInfo;
  cms.content_type_attribute = kIdTstInfo;
  cms.content = info;
  cms.bind = !recipe.bind_by_sha1;
  cms.bind_by_sha1 = recipe.bind_by_sha1;
  return make_cms(cms, info);
}

}  // namespace certpress::tests
