-- Removes a field of a hash if it has this value.
-- KEYS: the hash. ARGV: the field, the value. Returns how many fields were removed.
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  return {redis.call('HDEL', KEYS[1], ARGV[1])}
end
return {0}
