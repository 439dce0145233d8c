-- wrk's script: posts render requests and prints one line of figures.
-- wrk ... -s render.lua URL -- REQUEST.json [vary]
-- With "vary" every twentieth request is for a picture that is hardly ever kept: one of three sizes and a hundred
-- qualities, as phones ask for them.
local body, vary, count = nil, false, 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  body = file:read("a")
  file:close()
  vary = arguments[2] == "vary"
  wrk.method, wrk.body = "POST", body
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  count = count + 1
  if vary and count % 20 == 0 then
    local width, quality = ({877, 1240, 1754})[math.random(3)], math.random(100)
    local options = string.format(', "format": "jpeg", "width": %d, "quality": %d}', width, quality)
    return wrk.format(nil, nil, nil, (body:gsub("}%s*$", options)))
  end
  return wrk.format()
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format("figures %.1f %.2f %.2f %.2f %d %d", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status, summary.requests))
end
