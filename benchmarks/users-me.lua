-- For wrk: GET /users/me with tokens of a file, one a line, from the given line on.
-- One token is sent until wrk's time is over; several are sent once each, and then wrk ends.
local requests, sent = {}, 0

function init(arguments)
  local file, first, count = arguments[1], tonumber(arguments[2]), tonumber(arguments[3])
  local number = 0
  for token in io.lines(file) do
    number = number + 1
    if number >= first and #requests < count then
      requests[#requests + 1] = wrk.format("GET", "/users/me", { ["Host"] = "localhost", ["Authorization"] = "Bearer " .. token })
    end
  end
end

function request()
  if #requests == 1 then
    return requests[1]
  end
  sent = sent + 1
  if sent > #requests then
    if sent == #requests + 1 then
      wrk.thread:stop()
      -- A thread that stops does not wake wrk, which would wait for its time to be over; it hears no signal while a command runs.
      os.execute("(sleep 0.1; kill -INT $PPID) &")
    end
    return requests[#requests]
  end
  return requests[sent]
end

function done(summary, latency, unused)
  local errors = summary.errors
  print(string.format("answered %d, failed %d", summary.requests, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
