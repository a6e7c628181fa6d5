-- Whether a scan tries its findings by execution; what became of each stands in the finding itself.
alter table scans add column confirm boolean not null default false;
