#include <gtest/gtest.h>

#include "certpress/printing.h"

namespace certpress {
namespace {

PrinterProfile specimen() {
  return {"窗口 'three'",
          "2",
          {210, 297},
          {0.421, -0.18, 0.9962, 1.0004, 0.031, -0.012},
          LandscapeTurn::kRight,
          "2026-11-29",
          "scan",
          10,
          0.041,
          {"InputSlot=Tray2"}};
}

std::string codes_of(const std::string& yaml) {
  try {
    static_cast<void>(printer_profile(yaml, "p.yaml"));
  } catch (const Refused& refused) {
    std::string codes;
    for (const Diagnostic& diagnostic : refused.diagnostics()) {
      codes += diagnostic.code + "@" + std::to_string(diagnostic.place.line) + " ";
    }
    return codes;
  }
  return "accepted";
}

TEST(PrinterProfile, IsReadAsItWasWritten) {
  const PrinterProfile read = printer_profile(to_yaml(specimen()), "p.yaml");
  EXPECT_EQ(to_yaml(read), to_yaml(specimen()));
  EXPECT_EQ(read.printer, "窗口 'three'");
  EXPECT_EQ(read.landscape, LandscapeTurn::kRight);
  EXPECT_EQ(read.deviation.scale_x, 0.9962);
  EXPECT_EQ(read.lp_options, std::vector<std::string>{"InputSlot=Tray2"});
}

TEST(PrinterProfile, TellsAllThatIsWrongWithIt) {
  EXPECT_EQ(codes_of("certpress-printer: 2\nprinter: a\ntray: 1\npage: [210, 0]\noffset: [30, 0]\n"
                     "scale: [1]\nrotation: x\nskew: 0\nlandscape: up\nspeed: 3\n"),
            "profile/bad-value@1 profile/bad-value@4 profile/bad-value@5 profile/wrong-type@6 "
            "profile/bad-value@6 profile/wrong-type@7 profile/bad-value@9 profile/unknown-key@10 ");
  EXPECT_EQ(codes_of("certpress-printer: 1\n").substr(0, 20), "profile/missing-key@");
  EXPECT_EQ(codes_of("[1, 2"), "profile/unreadable-yaml@1 ");
}

}  // namespace
}  // namespace certpress
