#include "timestamp_token.h"

#include <optional>
#include <utility>

#include "algorithms.h"
#include "digest.h"
#include "objection.h"

namespace certpress::verify {

TimestampToken read_timestamp_token(std::string_view der, const Imprint& imprint) {
  TimestampToken token;
  token.signed_data = read_signed_data(der, ContentKind::kTimestampToken);
  const std::string_view content = pki::content_of(*CMS_get0_content(token.signed_data.cms.get()));
  check_signature(token.signed_data, digest_of(content, token.signed_data.digest));

  const auto info = pki::from_der<pki::TsInfoPtr>(content, d2i_TS_TST_INFO);
  const std::optional<std::time_t> time =
      info ? pki::to_time(TS_TST_INFO_get_time(info.get())) : std::nullopt;
  if (!time || TS_TST_INFO_get_version(info.get()) != 1) {
    throw Objection("signature/form", {"it says no time", "其中没有时间"});
  }
  token.time = *time;
  TS_MSG_IMPRINT* stamped = TS_TST_INFO_get_msg_imprint(info.get());
  const EVP_MD* algorithm = allowed_digest(TS_MSG_IMPRINT_get_algo(stamped));
  if (algorithm == nullptr) {
    throw Objection("signature/algorithms", {"its digest is not SHA-256, SHA-384 or SHA-512",
                                             "其摘要算法不是 SHA-256、SHA-384 或 SHA-512"});
  }
  if (pki::content_of(TS_MSG_IMPRINT_get_msg(stamped)) != imprint(algorithm)) {
    throw Objection("signature/digest",
                    {"it is about other bytes than these", "时间戳所针对的不是这些数据"});
  }
  return token;
}

}  // namespace certpress::verify
