#include "settings.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "diagnosis.h"
#include "letter_case.h"
#include "setting_value.h"
#include "yaml_file.h"

namespace certpress::service {

namespace {

namespace fs = std::filesystem;

struct Draft {
  Settings settings;
  fs::path home;
};

struct Key {
  SettingKey shown;
  // False when the value is none of those that the key takes.
  std::function<bool(Draft&, const SettingValue&)> take;
};

// Puts the value in its place when there is one.
template <typename Target, typename Value>
bool put(Target& target, std::optional<Value> value) {
  if (value) {
    target = std::move(*value);
  }
  return value.has_value();
}

constexpr std::size_t kMostConnections = 1'000'000;
constexpr std::string_view kPath = "PATH";
constexpr std::string_view kSeconds = "SECONDS";
constexpr std::string_view kBytes = "BYTES";  // "256MiB"
constexpr std::string_view kNumber = "NUMBER";

const std::vector<Key> kKeys{
    {{"listen",
      "ADDRESS:PORT",
      {"where it answers (127.0.0.1:8480)", "监听地址（127.0.0.1:8480）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.listen, value.endpoint());
     }},
    {{"metrics-listen",
      "ADDRESS:PORT",
      {"where it shows metrics and takes reloads (127.0.0.1:9480)",
       "指标与重新加载的监听地址（127.0.0.1:9480）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.metrics_listen, value.endpoint());
     }},
    {{"home",
      kPath,
      {"folder that holds templates/ and fonts/", "含 templates/ 和 fonts/ 的文件夹"}},
     [](Draft& to, const SettingValue& value) { return put(to.home, value.path()); }},
    {{"templates",
      "PATHS",
      {"folders with templates, the first hit wins (HOME/templates)",
       "模板文件夹，先找到者优先（HOME/templates）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.folders.templates, value.paths());
     }},
    {{"font-root",
      kPath,
      {"where font files are (/usr/share/fonts)", "字体文件所在（/usr/share/fonts）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.folders.font_root, value.path());
     }},
    {{"workers",
      kNumber,
      {"threads that render (one a processor)", "渲染线程数（每个处理器一个）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.workers, value.number(1, 1'024));
     }},
    {{"queue", kNumber, {"requests that may wait for a thread (64)", "可排队等待的请求数（64）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.queue, value.number(0, 100'000));
     }},
    {{"deadline", kSeconds, {"until an answer must be made (10)", "作答时限（10）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.deadline, value.seconds());
     }},
    {{"cache",
      kPath,
      {"folder that keeps what templates are made ready to (none)",
       "保存模板预处理结果的文件夹（无）"}},
     [](Draft& to, const SettingValue& value) { return put(to.settings.cache, value.path()); }},
    {{"page-memory",
      kBytes,
      {"for what certificates of one size have in common (512MiB)",
       "同尺寸证照公用部分所占的内存（512MiB）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.page_bytes, value.bytes());
     }},
    {{"render-cache",
      kBytes,
      {"finished certificates kept in memory (256MiB)", "内存中保留的成品（256MiB）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.cache_bytes, value.bytes());
     }},
    {{"max-body", kBytes, {"of one request (24MiB)", "单个请求正文的上限（24MiB）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.body_bytes, value.bytes());
     }},
    {{"max-all-bodies",
      kBytes,
      {"of all requests at one time (512MiB)", "同时接收的正文总量上限（512MiB）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.all_body_bytes, value.bytes());
     }},
    {{"max-header", kBytes, {"of one request's head (16KiB)", "单个请求头的上限（16KiB）"}},
     [](Draft& to, const SettingValue& value) {
       const auto bytes = value.bytes();
       return bytes && *bytes >= 1'024 && *bytes <= (1U << 20U) &&
              put(to.settings.limits.header_bytes, bytes);
     }},
    {{"max-pixels", kNumber, {"of one picture (50000000)", "单幅图像的像素上限（50000000）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.pixels, value.number(10'000, 1'000'000'000));
     }},
    {{"max-connections", kNumber, {"in all (10000)", "连接总数上限（10000）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.connections, value.number(1, kMostConnections));
     }},
    {{"max-connections-per-address",
      kNumber,
      {"from one address (1000)", "每个地址的连接数上限（1000）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.connections_per_address, value.number(1, kMostConnections));
     }},
    {{"header-timeout", kSeconds, {"for a request's head (10)", "接收请求头的时限（10）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.header_timeout, value.seconds());
     }},
    {{"idle-timeout", kSeconds, {"between requests (60)", "两次请求之间的时限（60）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.idle_timeout, value.seconds());
     }},
    {{"body-timeout",
      kSeconds,
      {"for a body, and its time at 16 KiB/s (20)",
       "接收正文的时限，另加按 16 KiB/s 计的时间（20）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.body_timeout, value.seconds());
     }},
    {{"send-timeout",
      kSeconds,
      {"for an answer, and its time at 16 KiB/s (20)",
       "发送应答的时限，另加按 16 KiB/s 计的时间（20）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.limits.send_timeout, value.seconds());
     }},
    {{"drain-timeout",
      kSeconds,
      {"to end in after SIGTERM (30)", "收到 SIGTERM 后的收尾时限（30）"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.drain_timeout, value.seconds());
     }},
    {{"access", kPath, {"file that says who may do what", "访问权限文件"}},
     [](Draft& to, const SettingValue& value) { return put(to.settings.access, value.path()); }},
    {{"tls-certificate",
      kPath,
      {"PEM: its certificate and those above", "PEM：服务器证书及上级证书"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.tls.certificate, value.path());
     }},
    {{"tls-key", kPath, {"PEM: the certificate's key", "PEM：证书的密钥"}},
     [](Draft& to, const SettingValue& value) { return put(to.settings.tls.key, value.path()); }},
    {{"tls-clients",
      kPath,
      {"PEM: who vouches for clients, which then need a certificate",
       "PEM：客户端证书的签发者；设置后客户端须出示证书"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.tls.clients, value.path());
     }},
    {{"signing-profiles",
      "NAME=PATH,...",
      {"profiles by which PDFs can be signed", "可用于签名的签名配置"}},
     [](Draft& to, const SettingValue& value) {
       return put(to.settings.profiles, value.named_paths());
     }},
    {{"trust", "PATHS", {"root certificates of POST /v1/verify", "验证签名所信任的根证书"}},
     [](Draft& to, const SettingValue& value) { return put(to.settings.trust, value.paths()); }},
    {{"audit-log", kPath, {"file for a line about each signature", "签名审计日志文件"}},
     [](Draft& to, const SettingValue& value) { return put(to.settings.audit_log, value.path()); }},
    {{"log-level",
      "LEVEL",
      {"debug, info, warn or error (info)", "debug、info、warn 或 error（info）"}},
     [](Draft& to, const SettingValue& value) {
       constexpr std::array<std::string_view, 4> kLevels{"debug", "info", "warn", "error"};
       return value.text() && std::ranges::find(kLevels, *value.text()) != kLevels.end() &&
              put(to.settings.log_level, value.text());
     }},
};

class SettingsReader {
 public:
  explicit SettingsReader(const SettingSources& sources) : sources_(sources) {
    draft_.home = sources.default_home;
  }

  Settings read() {
    if (!sources_.file.empty()) {
      read_file();
    }
    read_environment();
    for (const auto& [key, value] : sources_.flags) {
      take_text(key, value, "--" + key);
    }
    complete();
    check();
    if (!problems_.empty()) {
      throw Refused(problems_);
    }
    return draft_.settings;
  }

 private:
  void error(const Place& place, const char* code, Message message, Message hint = {}) {
    problems_.push_back(error_at(place, code, std::move(message), std::move(hint)));
  }

  void take(std::string_view name, const Place& place, const SettingValue& value) {
    const auto key =
        std::ranges::find(kKeys, name, [](const Key& known) { return known.shown.name; });
    if (key == kKeys.end()) {
      std::vector<std::string_view> names;
      std::ranges::transform(kKeys, std::back_inserter(names),
                             [](const Key& known) { return known.shown.name; });
      error(place, "config/unknown-key",
            {fmt::format("there is no setting '{}'", name), fmt::format("没有设置项 '{}'", name)},
            suggestion(name, names));
    } else if (!key->take(draft_, value)) {
      error(value.yaml.place, "config/bad-value",
            {fmt::format("'{}' takes another value: {}", name, key->shown.takes),
             fmt::format("'{}' 的值不正确，应为 {}", name, key->shown.takes)},
            key->shown.about);
    }
  }

  void take_text(std::string_view name, const std::string& text, std::string where) {
    SettingValue value{{}, fs::current_path()};
    value.yaml.kind = YamlValue::Kind::kScalar;
    value.yaml.text = text;
    value.yaml.place.file = std::move(where);
    take(name, value.yaml.place, value);
  }

  void read_file() {
    const auto root = read_yaml_file(sources_.file, problems_);
    if (!root || root->kind == YamlValue::Kind::kEmpty) {
      return;
    }
    if (root->kind != YamlValue::Kind::kMapping) {
      error(root->place, "config/bad-value",
            {"a configuration is a mapping of keys to values", "配置须为键值映射"});
      return;
    }
    std::set<std::string_view> seen;
    for (const YamlEntry& entry : root->entries) {
      if (!seen.insert(entry.key.text).second) {
        error(entry.key.place, "config/duplicate-key",
              {fmt::format("'{}' is set twice", entry.key.text),
               fmt::format("'{}' 重复设置", entry.key.text)});
      }
      take(entry.key.text, entry.key.place,
           {entry.value, fs::absolute(sources_.file).parent_path()});
    }
  }

  void read_environment() {
    constexpr std::string_view kPrefix = "CERTPRESS_";
    for (const std::string& variable : sources_.environment) {
      const std::size_t equals = variable.find('=');
      if (!variable.starts_with(kPrefix) || equals == std::string::npos) {
        continue;
      }
      std::string key = variable.substr(kPrefix.size(), equals - kPrefix.size());
      std::ranges::transform(key, key.begin(), [](char c) { return c == '_' ? '-' : lowered(c); });
      take_text(key, variable.substr(equals + 1), variable.substr(0, equals));
    }
  }

  // What follows from other settings.
  void complete() {
    Settings& settings = draft_.settings;
    if (settings.workers == 0) {
      settings.workers = std::max(1U, std::thread::hardware_concurrency());
    }
    if (settings.folders.templates.empty()) {
      settings.folders.templates = {draft_.home / "templates"};
    }
    settings.folders.fonts = draft_.home / "fonts";
    settings.folders.copies_fonts = true;
  }

  void check() {
    const Settings& settings = draft_.settings;
    std::error_code ignored;
    for (const fs::path& folder : settings.folders.templates) {
      if (!fs::is_directory(folder, ignored)) {
        error(in_file(folder), "config/no-templates",
              {"there is no such folder with templates", "没有此模板文件夹"},
              {"set 'home' or 'templates'", "请设置 home 或 templates"});
      }
    }
    const TlsFiles& tls = settings.tls;
    if (tls.certificate.empty() != tls.key.empty() ||
        (!tls.clients.empty() && tls.certificate.empty())) {
      error({}, "config/conflict",
            {"'tls-certificate' and 'tls-key' go together, and 'tls-clients' needs both",
             "tls-certificate 与 tls-key 须同时设置，tls-clients 需要两者"});
    }
    const bool guarded = !settings.access.empty() || !tls.clients.empty();
    for (const auto& [key, endpoint] :
         {std::pair{"listen", settings.listen}, {"metrics-listen", settings.metrics_listen}}) {
      if (!endpoint.is_loopback() && !guarded) {
        error(in_file(key), "config/exposed",
              {"everybody could sign here: other addresses than loopback need 'access' or "
               "'tls-clients'",
               "任何人都可使用此服务：监听非回环地址须设置 access 或 tls-clients"});
      }
    }
    // The metrics' listener speaks no TLS, so it sees no client certificates.
    if (!settings.metrics_listen.is_loopback() && settings.access.empty() && guarded) {
      error(in_file("metrics-listen"), "config/exposed",
            {"there the metrics need 'access'", "指标监听非回环地址须设置 access"});
    }
  }

  const SettingSources& sources_;
  Draft draft_;
  std::vector<Diagnostic> problems_;
};

}  // namespace

bool Endpoint::is_loopback() const {
  in_addr v4{};
  if (::inet_pton(AF_INET, address.c_str(), &v4) == 1) {
    constexpr std::uint32_t kNet = 127;
    return (ntohl(v4.s_addr) >> 24U) == kNet;
  }
  in6_addr v6{};
  return ::inet_pton(AF_INET6, address.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

std::string Endpoint::to_string() const {
  return address.find(':') == std::string::npos ? fmt::format("{}:{}", address, port)
                                                : fmt::format("[{}]:{}", address, port);
}

std::vector<SettingKey> setting_keys() {
  std::vector<SettingKey> out;
  std::ranges::transform(kKeys, std::back_inserter(out), &Key::shown);
  return out;
}

Settings read_settings(const SettingSources& sources) { return SettingsReader(sources).read(); }

}  // namespace certpress::service
