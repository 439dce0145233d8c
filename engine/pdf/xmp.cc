#include "xmp.h"

#include <chrono>
#include <map>
#include <string_view>
#include <variant>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "../base/xml.h"

namespace certpress::pdf {

namespace {

// PDF/A allows properties of one's own when the packet describes them (ISO 19005-3, 6.6.2.3.3).
constexpr std::string_view kSchemaDescription = R"(  <rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>Provenance of a certificate</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>urn:certpress:provenance:1#</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>certpress</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq>
)";

constexpr std::string_view kSchemaEnd = R"(    </rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
)";

std::string property(std::string_view name, std::string_view type, std::string_view says) {
  return fmt::format(
      "     <rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{}</pdfaProperty:name>"
      "<pdfaProperty:valueType>{}</pdfaProperty:valueType>"
      "<pdfaProperty:category>internal</pdfaProperty:category>"
      "<pdfaProperty:description>{}</pdfaProperty:description></rdf:li>\n",
      name, type, says);
}

std::string schema() {
  std::string out(kSchemaDescription);
  out += property("Engine", "Text", "Version of the program that drew the certificate");
  out += property("Template", "Text", "Identifier of the layout");
  out += property("TemplateVersion", "Text", "Version of the layout");
  out += property("Fonts", "bag Text", "Each font that was used, with its SHA-256");
  out += kSchemaEnd;
  return out;
}

std::string dates(const PdfOptions& options) {
  if (!options.time) {
    return {};
  }
  const std::string date = fmt::format("{:%Y-%m-%dT%H:%M:%S}+00:00", fmt::gmtime(*options.time));
  return fmt::format(
      "   <xmp:CreateDate>{0}</xmp:CreateDate>\n"
      "   <xmp:ModifyDate>{0}</xmp:ModifyDate>\n",
      date);
}

std::string properties(const Provenance& provenance, const PdfOptions& options) {
  std::string fonts;
  for (const auto& [id, sha256] : provenance.sha256_by_font) {
    fonts += fmt::format("    <rdf:li>{} {}</rdf:li>\n", xml_escaped(id), sha256);
  }
  return fmt::format(
      R"(  <rdf:Description rdf:about="" xmlns:certpress="urn:certpress:provenance:1#">
   <certpress:Engine>{}</certpress:Engine>
   <certpress:Template>{}</certpress:Template>
   <certpress:TemplateVersion>{}</certpress:TemplateVersion>
   <certpress:Fonts><rdf:Bag>
{}   </rdf:Bag></certpress:Fonts>
  </rdf:Description>
)",
      xml_escaped(options.engine_version), xml_escaped(provenance.template_id),
      xml_escaped(provenance.template_version), fonts);
}

}  // namespace

Provenance provenance_of(const sheet::Sheet& sheet) {
  Provenance provenance{sheet.title, sheet.template_id, sheet.template_version, {}};
  collect_fonts(sheet.items, provenance);
  return provenance;
}

void collect_fonts(const sheet::Items& items, Provenance& provenance) {
  for (const auto& item : items) {
    if (const auto* run = std::get_if<sheet::GlyphRun>(&item->content)) {
      provenance.sha256_by_font.try_emplace(run->face->id, run->face->sha256);
    } else if (const auto* group = std::get_if<sheet::Group>(&item->content)) {
      collect_fonts(group->items, provenance);
    }
  }
}

std::string xmp_packet(const Provenance& provenance, const PdfOptions& options) {
  std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
  out += fmt::format(R"(<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{1}</xmp:CreatorTool>
   <pdf:Producer>{1}</pdf:Producer>
{2}  </rdf:Description>
)",
                     xml_escaped(provenance.title), kProducer, dates(options));
  out += schema();
  out += properties(provenance, options);
  out += " </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
  return out;
}

}  // namespace certpress::pdf
