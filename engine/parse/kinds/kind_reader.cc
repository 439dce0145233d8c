#include "kind_reader.h"

#include <stdexcept>

#include "certificate_id.h"
#include "code.h"
#include "date.h"
#include "dimensions.h"
#include "flag.h"
#include "id_card.h"
#include "image.h"
#include "number.h"
#include "plate.h"
#include "text.h"
#include "uscc.h"

namespace certpress::parse {

std::optional<model::Value> read_value(const KindInput& input) {
  switch (input.field.kind) {
    case model::Kind::kText:
      return read_text(input);
    case model::Kind::kName:
      return read_name(input);
    case model::Kind::kDate:
      return read_date(input);
    case model::Kind::kDateOrLongTerm:
      return read_date_or_long_term(input);
    case model::Kind::kPeriod:
      return read_period(input);
    case model::Kind::kUscc:
      return read_uscc(input);
    case model::Kind::kIdCard:
      return read_id_card(input);
    case model::Kind::kPlate:
      return read_plate(input);
    case model::Kind::kLicenceNumber:
      return read_licence_number(input);
    case model::Kind::kCertificateId:
      return read_certificate_id(input);
    case model::Kind::kCode:
      return read_code(input);
    case model::Kind::kInteger:
      return read_integer(input);
    case model::Kind::kDecimal:
      return read_decimal(input);
    case model::Kind::kDimensions:
      return read_dimensions(input);
    case model::Kind::kFlag:
      return read_flag(input);
    case model::Kind::kImage:
      return read_image(input);
  }
  throw std::logic_error("a kind without a reader");
}

}  // namespace certpress::parse
