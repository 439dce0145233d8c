#include "still_page.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace certpress::raster {

namespace {

splice::PixelView view_of(const Resolution& resolution, const std::vector<Pixel>& pixels) {
  return {resolution.width, resolution.height, pixels.data()};
}

#ifndef NDEBUG
// Ink outside the touched cells would silently be lost.
void check_untouched(const std::vector<Pixel>& still, const std::vector<Pixel>& now,
                     const splice::CellSet& touched) {
  for (int y = 0; y < touched.height(); ++y) {
    for (int x = 0; x < touched.width(); ++x) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(touched.width()) +
                      static_cast<std::size_t>(x);
      if (still[at] != now[at] && !touched.contains(y, x / splice::kCellWidth)) {
        throw std::logic_error("ink outside the declared bounds");
      }
    }
  }
}
#endif

}  // namespace

class StillPage::Loan {
 public:
  explicit Loan(const StillPage& page) : page_(page) {
    const std::lock_guard lock(page.mutex_);
    if (!page.idle_.empty()) {
      pixels = std::move(page.idle_.back());
      page.idle_.pop_back();
    }
  }
  // Outside the constructor's lock: it takes as long as several renders.
  void fill_if_new() {
    if (pixels.empty()) {
      pixels = page_.page_->still_pixels();
      const std::lock_guard lock(page_.mutex_);
      ++page_.made_;
    }
  }
  void give_back() {
    const std::lock_guard lock(page_.mutex_);
    page_.idle_.push_back(std::move(pixels));
    returned_ = true;
  }
  ~Loan() {
    if (!returned_ && !pixels.empty()) {
      const std::lock_guard lock(page_.mutex_);
      --page_.made_;
    }
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;

  PagePixels pixels;

 private:
  const StillPage& page_;
  bool returned_ = false;
};

std::unique_ptr<StillPage> StillPage::make(const sheet::Sheet& sheet,
                                           const std::vector<Rect>& places,
                                           const Resolution& resolution,
                                           const std::vector<sheet::Sheet>& examples,
                                           Overprint& overprint) {
  std::unique_ptr<StillPage> page(new StillPage());
  Ground& ground = page->ground_;
  ground.resolution = resolution;
  ground.variable = splice::CellSet(resolution.width, resolution.height);
  for (const Rect& place : places) {
    ground.variable.add(pixels_of(place, resolution));
  }
  const PagePixels base = draw_base(sheet, resolution).data;
  PagePixels still = base;
  const splice::PixelRect whole{0, 0, resolution.width, resolution.height};
  for (const auto& item : sheet.items) {
    if (!item->fixed || item->in_base) {
      continue;
    }
    auto sprite = std::make_shared<const Sprite>(*item, resolution.px_per_mm(), whole);
    sprite->blend(still.data(), resolution.width, whole);
    const bool meets = sprite->touches(ground.variable);
    ground.above.push_back(meets ? std::move(sprite) : nullptr);
  }
  ground.under = CellPixels(ground.variable, base.data(), still.data());

  std::vector<PagePixels> drawn;
  std::vector<splice::CellSet> touched;
  for (const sheet::Sheet& example : examples) {
    PagePixels pixels = still;
    if (auto cells = overprint.print(example, ground, pixels.data())) {
      drawn.push_back(std::move(pixels));
      touched.push_back(*std::move(cells));
    }
  }
  std::vector<splice::Page::Example> seen;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    seen.push_back({view_of(resolution, drawn[i]), touched[i]});
  }
  page->page_ = splice::Page::compile(view_of(resolution, still), ground.variable,
                                      resolution.px_per_metre(), seen);
  return page;
}

std::string StillPage::serialise() const {
  std::string out;
  const std::string page = page_->serialise();
  const std::uint64_t sizes[2] = {page.size(), ground_.above.size()};
  out.append(reinterpret_cast<const char*>(sizes), sizeof sizes);
  out += page;
  ground_.under.append(out);
  for (const auto& sprite : ground_.above) {
    out += sprite ? '\1' : '\0';
    if (sprite) {
      sprite->append(out);
    }
  }
  return out;
}

std::unique_ptr<StillPage> StillPage::deserialise(const Bytes& bytes,
                                                  const Resolution& resolution) {
  std::string_view rest = bytes.text();
  std::uint64_t sizes[2];
  if (rest.size() < sizeof sizes) {
    return nullptr;
  }
  std::memcpy(sizes, rest.data(), sizeof sizes);
  rest.remove_prefix(sizeof sizes);
  if (sizes[0] > rest.size()) {
    return nullptr;
  }
  std::unique_ptr<StillPage> out(new StillPage());
  PagePixels still;
  out->page_ = splice::Page::deserialise(
      Bytes(std::make_shared<const Bytes>(bytes), bytes.span().subspan(sizeof sizes, sizes[0])),
      still);
  rest.remove_prefix(sizes[0]);
  if (!out->page_ || out->page_->width() != resolution.width ||
      out->page_->height() != resolution.height) {
    return nullptr;
  }
  Ground& ground = out->ground_;
  ground.resolution = resolution;
  ground.variable = out->page_->variable();
  auto under = CellPixels::read(ground.variable, rest);
  if (!under) {
    return nullptr;
  }
  ground.under = *std::move(under);
  for (std::uint64_t i = 0; i < sizes[1]; ++i) {
    if (rest.empty()) {
      return nullptr;
    }
    const bool meets = rest.front() != '\0';
    rest.remove_prefix(1);
    auto sprite = meets ? Sprite::read(rest) : std::nullopt;
    if (meets && !sprite) {
      return nullptr;
    }
    ground.above.push_back(sprite ? std::make_shared<const Sprite>(*std::move(sprite)) : nullptr);
  }
  out->idle_.push_back(std::move(still));
  out->made_ = 1;
  return out;
}

std::optional<std::string> StillPage::png(const sheet::Sheet& sheet, Overprint& overprint) const {
  Loan loan(*this);
  loan.fill_if_new();
  const auto touched = overprint.print(sheet, ground_, loan.pixels.data());
  if (!touched) {
    loan.give_back();
    return std::nullopt;
  }
#ifndef NDEBUG
  check_untouched(page_->still_pixels(), loan.pixels, *touched);
#endif
  std::string png = page_->splice(loan.pixels.data(), *touched, largest_file_);
  loan.give_back();
  // Of two threads that find a larger one at once, either may be remembered.
  if (png.size() > largest_file_) {
    largest_file_ = png.size();
  }
  return png;
}

std::optional<Pixels> StillPage::pixels(const sheet::Sheet& sheet, Overprint& overprint) const {
  Pixels out{ground_.resolution.width, ground_.resolution.height, page_->still_pixels()};
  if (!overprint.print(sheet, ground_, out.data.data())) {
    return std::nullopt;
  }
  return out;
}

std::size_t StillPage::memory() const {
  std::size_t sum = page_->memory() + ground_.under.memory();
  for (const auto& sprite : ground_.above) {
    sum += sprite ? sprite->memory() : 0;
  }
  const std::size_t pixels = static_cast<std::size_t>(ground_.resolution.width) *
                             static_cast<std::size_t>(ground_.resolution.height);
  const std::lock_guard lock(mutex_);
  return sum + made_ * pixels * sizeof(Pixel);
}

}  // namespace certpress::raster
