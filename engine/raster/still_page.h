// The page that all records of a template share, at one resolution, ready to be overprinted and
// spliced.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "../splice/page.h"
#include "overprint.h"

namespace certpress::raster {

// Safe to use from many threads.
class StillPage {
 public:
  // From a sheet of the template, whose items that are not fixed do not matter. `places`: the
  // bounds of all that records may add. `examples`: sheets of records as they may come, to which
  // the compression is suited.
  static std::unique_ptr<StillPage> make(const sheet::Sheet& sheet, const std::vector<Rect>& places,
                                         const Resolution& resolution,
                                         const std::vector<sheet::Sheet>& examples,
                                         Overprint& overprint);

  static std::unique_ptr<StillPage> deserialise(const Bytes& bytes, const Resolution& resolution);
  [[nodiscard]] std::string serialise() const;

  // The PNG file of a record's sheet; nothing when the sheet does not keep to the places.
  std::optional<std::string> png(const sheet::Sheet& sheet, Overprint& overprint) const;
  // The same as pixels.
  std::optional<Pixels> pixels(const sheet::Sheet& sheet, Overprint& overprint) const;

  // What the page holds, with a page of pixels for each thread that has used it at the same time.
  [[nodiscard]] std::size_t memory() const;

 private:
  StillPage() = default;
  using PagePixels = std::vector<Pixel>;
  // A page of pixels that looks like the still page, on loan. Only one that does so again is given
  // back.
  class Loan;

  Ground ground_;
  std::optional<splice::Page> page_;
  mutable std::mutex mutex_;
  mutable std::vector<PagePixels> idle_;
  mutable std::size_t made_ = 0;
  mutable std::atomic<std::size_t> largest_file_ = 0;
};

}  // namespace certpress::raster
