-- Events too large for one NOTIFY (8,000 bytes). Read once within moments and then deleted, so nothing is
-- lost when a crash empties the table.
CREATE UNLOGGED TABLE bus_messages (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
