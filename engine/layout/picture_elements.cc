// Pictures, codes and seals.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "emitter.h"
#include "qr_code.h"
#include "text_setting.h"

namespace certpress::layout {

namespace {

// The largest rectangle of the proportions of `inner` inside `box`, centred.
Rect contained(Size inner, const Rect& box) {
  const double scale = std::min(box.width / inner.width, box.height / inner.height);
  const Size size{inner.width * scale, inner.height * scale};
  return {box.x + (box.width - size.width) / 2, box.y + (box.height - size.height) / 2, size.width,
          size.height};
}

sheet::Image placed(const std::shared_ptr<const Picture>& picture, model::PictureFit fit,
                    const Rect& box) {
  const Size size{static_cast<double>(picture->width), static_cast<double>(picture->height)};
  const Rect whole{0, 0, size.width, size.height};
  if (fit == model::PictureFit::kContain) {
    return {picture, whole, contained(size, box)};
  }
  // Cropped around its centre to the proportions of the box.
  return {picture, contained({box.width, box.height}, whole), box};
}

// The artwork's elements in a group that scales them into the box.
sheet::Group group_of(const model::Artwork& artwork, const Rect& box, const Scope& scope) {
  const Rect target = contained(artwork.size, box);
  const Scope inside{scope.of, scope.record, scope.fonts, Part::kBoth, scope.refusals};
  sheet::Group group;
  group.transform = Transform::scaling(target.width / artwork.size.width)
                        .then(Transform::translation(target.x, target.y));
  for (const model::Element& element : artwork.elements) {
    lay_out_element(element, inside, group.items);
  }
  return group;
}

void add_asset(const model::Asset& asset, model::PictureFit fit, bool variable, Emitter& out) {
  const Rect& box = out.box();
  if (const auto* artwork = std::get_if<std::shared_ptr<const model::Artwork>>(&asset)) {
    out.add(group_of(**artwork, box, out.scope()), variable, box);
  } else {
    out.add(placed(std::get<std::shared_ptr<const Picture>>(asset), fit, box), variable, box);
  }
}

// Around the box, not over it, so that it belongs to the stock however the photo is printed.
void add_frame(const Stroke& stroke, Emitter& out) {
  sheet::Path path;
  path.outline.add_rect(out.box().grown(stroke.width / 2));
  path.stroke = stroke;
  out.add(std::move(path), false, out.box().grown(stroke.width));
}

// Stands in the empty box of a blank form: the stock's, though a record's photo takes its place.
void add_caption(const model::ImageElement& image, Emitter out) {
  const model::Composition caption{{{{image.caption}, false}}};
  if (image.vertical_caption) {
    model::VerticalTextElement column;
    column.text = caption;
    column.style = image.caption_style;
    column.pitch = image.caption_pitch;
    add_column(column, true, out);
  } else {
    model::TextElement line;
    line.text = caption;
    line.style = image.caption_style;
    line.align = model::Align::kCentre;
    add_text(line, true, out);
  }
}

// Ink cannot hide what is printed beforehand, so that the stock leaves room for the code: on a
// blank form as much as any content may need.
void add_window(const Rect& window, const Color& light, const Rect& bounds, Emitter out) {
  sheet::Path path;
  path.outline.add_rect(window);
  path.fill = light;
  out.add(std::move(path), true, bounds);
}

}  // namespace

void lay_out(const model::ImageElement& image, Emitter& out) {
  if (image.frame && out.wants(false)) {
    add_frame(*image.frame, out);
  }
  if (image.asset) {
    const bool variable = has_variable_part(*image.asset);
    if (out.wants(variable)) {
      add_asset(*image.asset, image.fit, variable, out);
    }
    return;
  }
  if (!out.wants(true)) {
    return;
  }
  if (const model::Value* value = out.scope().record.value(*image.field)) {
    const auto& picture = std::get<std::shared_ptr<const Picture>>(*value);
    out.add(placed(picture, image.fit, out.box()), true, out.box());
  } else if (!image.caption.empty()) {
    add_caption(image, out.on(Layer::kStock));
  }
}

void lay_out(const model::CodeElement& code, Emitter& out) {
  if (!out.wants(true)) {
    return;
  }
  const Rect bounds = variable_bounds(out.element());
  const auto composed = text_of(code.content, "", out);
  if (!composed) {
    if (out.scope().record.is_blank()) {
      add_window(bounds, code.light, bounds, out.on(Layer::kStock));
    }
    return;
  }
  const Rect& box = out.box();
  auto symbol = qr_code(composed->text, code.correction, box);
  const double module = symbol ? box.width / symbol->modules : 0;
  if (module < code.min_module) {
    out.refuse("code/too-dense", "",
               {fmt::format("the code's content is too long: its modules would be {:.2f} mm, at "
                            "least {:g} mm are needed",
                            module, code.min_module),
                fmt::format("二维码内容过长：模块仅 {:.2f} 毫米，至少需要 {:g} 毫米", module,
                            code.min_module)});
    return;
  }
  add_window(box.grown(code.quiet_zone * module), code.light, bounds, out.on(Layer::kStock));
  sheet::Path dark;
  dark.outline = std::move(symbol->outline);
  dark.fill = code.dark;
  dark.modules = sheet::ModuleGrid{box, symbol->modules};
  out.add(std::move(dark), true, bounds);
}

void lay_out(const model::SealElement& seal, Emitter& out) {
  if (!out.wants(true) || out.scope().record.is_blank()) {
    return;
  }
  const Rect& box = out.box();
  sheet::Group group;
  if (const auto* artwork = std::get_if<std::shared_ptr<const model::Artwork>>(&seal.asset)) {
    group = group_of(**artwork, box, out.scope());
  } else {
    sheet::Item item;
    item.element = out.element().name;
    item.content = placed(std::get<std::shared_ptr<const Picture>>(seal.asset),
                          model::PictureFit::kContain, box);
    group.items.push_back(std::make_shared<const sheet::Item>(std::move(item)));
  }
  group.opacity = seal.opacity;
  group.blend = sheet::Blend::kMultiply;
  out.add_seal(std::move(group));
}

}  // namespace certpress::layout
