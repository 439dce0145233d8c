// libqrencode, and its bytes as rectangles.
#include "qr_code.h"

#include <cerrno>
#include <memory>
#include <new>
#include <stdexcept>

#include <qrencode.h>

namespace certpress::layout {
namespace {

struct QrCodeFree {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using QrCodeHandle = std::unique_ptr<QRcode, QrCodeFree>;

QRecLevel level_of(model::CodeCorrection correction) {
  switch (correction) {
    case model::CodeCorrection::kLow:
      return QR_ECLEVEL_L;
    case model::CodeCorrection::kMedium:
      return QR_ECLEVEL_M;
    case model::CodeCorrection::kQuartile:
      return QR_ECLEVEL_Q;
    case model::CodeCorrection::kHigh:
      return QR_ECLEVEL_H;
  }
  throw std::logic_error("qr_code: unknown correction level");
}

// Both ends of a run come from the same formula as its neighbours', so that modules that touch
// share their edges to the last bit.
void add_runs(const QRcode& code, const Rect& box, sheet::Outline& outline) {
  const int width = code.width;
  const auto column = [&](int i) { return box.x + box.width * i / width; };
  const auto row = [&](int i) { return box.y + box.height * i / width; };
  const auto dark = [&](int x, int y) { return (code.data[y * width + x] & 1) != 0; };
  for (int y = 0; y < width; ++y) {
    for (int x = 0; x < width; ++x) {
      if (!dark(x, y)) {
        continue;
      }
      const int begin = x;
      while (x + 1 < width && dark(x + 1, y)) {
        ++x;
      }
      outline.move_to({column(begin), row(y)});
      outline.line_to({column(x + 1), row(y)});
      outline.line_to({column(x + 1), row(y + 1)});
      outline.line_to({column(begin), row(y + 1)});
      outline.close();
    }
  }
}

}  // namespace

std::optional<QrCode> qr_code(std::string_view content, model::CodeCorrection correction,
                              const Rect& box) {
  if (content.empty()) {
    throw std::invalid_argument("qr_code: no content");
  }
  const QrCodeHandle code(QRcode_encodeData(
      static_cast<int>(content.size()),
      reinterpret_cast<const unsigned char*>(content.data()),  // the library's byte type
      0, level_of(correction)));
  if (!code) {
    if (errno == ERANGE) {
      return std::nullopt;
    }
    if (errno == ENOMEM) {
      throw std::bad_alloc();
    }
    throw std::logic_error("qr_code: libqrencode refused its input");
  }
  QrCode result;
  result.modules = code->width;
  add_runs(*code, box, result.outline);
  return result;
}

}  // namespace certpress::layout
