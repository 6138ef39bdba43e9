-- Keepalives of 1,000 clients for wrk: wrk -s keepalives.lua <url> -- <template> <first sequence> <key> <moves>
-- The template is a keepalive of the client bench-0000 at the exit 198.18.100.100 with the resolver 198.18.200.100, as
-- the real client writes it. Every request has the next client's id; every client's sequence number rises and its resolver
-- changes within a pool each time, its exit every <moves> times. Ids, numbers, and addresses keep their width, so that wrk
-- spends its time on sending: one concatenation a request.

local clients, pool = 1000, 64
local heads, tails, rest = {}, {}, ""
local client, sequence, moves = 0, 0, 1

local function nextRound()
  sequence = sequence + 1
  local numbered = rest:gsub('"sequence":%d+', string.format('"sequence":%.0f', sequence))
  for i = 0, pool - 1 do
    local exit = 100 + (i + math.floor(sequence / moves)) % pool
    local resolver = 100 + (i + sequence) % pool
    tails[i] = numbered:gsub("198%.18%.100%.100", "198.18.100." .. exit)
      :gsub("198%.18%.200%.100", "198.18.200." .. resolver)
  end
end

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local template = file:read("*a")
  file:close()
  sequence = tonumber(args[2])
  moves = tonumber(args[4])
  local from, to = template:find("bench-0000", 1, true)
  rest = template:sub(to + 1)
  nextRound()
  local length = from - 1 + #"bench-0000" + #tails[0]
  for i = 1, clients do
    heads[i] = "POST /api/v1/keepalive HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-API-Key: "
      .. args[3] .. "\r\nContent-Length: " .. length .. "\r\n\r\n" .. template:sub(1, from - 1)
      .. string.format("bench-%04d", i - 1)
  end
end

function request()
  client = client + 1
  if client > clients then
    client = 1
    nextRound()
  end
  return heads[client] .. tails[client % pool]
end

function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
