#include "dss.h"

#include <string_view>
#include <utility>

namespace certpress::sign {

int add_dss(cos::Writer& writer, const ValidationData& data, int& next) {
  const int number = next++;
  cos::Dictionary dss;
  dss.set("Type", cos::name("DSS"));
  const auto add = [&](std::string_view key, const std::vector<Bytes>& list) {
    cos::Array references;
    for (const Bytes& der : list) {
      references.push_back(cos::reference(next));
      writer.add_stream(next++, "", der.text());
    }
    if (!references.empty()) {
      dss.set(key, {std::move(references)});
    }
  };
  add("Certs", data.certificates);
  add("OCSPs", data.ocsps);
  add("CRLs", data.crls);
  writer.add(number, cos::to_text(dss));
  return number;
}

}  // namespace certpress::sign
