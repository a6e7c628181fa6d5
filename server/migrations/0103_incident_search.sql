-- Searching reads the words of every match. In the row they are read at once; moved out and compressed, each costs a lookup.
alter table incidents set (toast_tuple_target = 8160);
