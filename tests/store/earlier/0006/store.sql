CREATE TABLE migrations (
	name VARCHAR(80) NOT NULL, 
	applied_at DATETIME NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE families (
	id VARCHAR(32) NOT NULL, 
	code VARCHAR(16) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_families PRIMARY KEY (id), 
	CONSTRAINT uq_families_code UNIQUE (code)
);
CREATE TABLE earlier_values (
	number INTEGER NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	field VARCHAR(80) NOT NULL, 
	value JSON, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_earlier_values PRIMARY KEY (number)
);
CREATE INDEX ix_earlier_values_subject ON earlier_values (subject);
CREATE TABLE settings (
	name VARCHAR(80) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (name)
);
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	event VARCHAR(80) NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (number)
);
CREATE TABLE persons (
	id VARCHAR(32) NOT NULL, 
	family_id VARCHAR(32) NOT NULL, 
	role VARCHAR(80) NOT NULL, 
	label TEXT NOT NULL, 
	of_concern BOOLEAN NOT NULL, 
	CONSTRAINT pk_persons PRIMARY KEY (id), 
	CONSTRAINT fk_persons_family_id FOREIGN KEY(family_id) REFERENCES families (id)
);
CREATE INDEX ix_persons_family_id ON persons (family_id);
CREATE TABLE children (
	id VARCHAR(32) NOT NULL, 
	family_id VARCHAR(32) NOT NULL, 
	code VARCHAR(16) NOT NULL, 
	born VARCHAR(7), 
	age_band VARCHAR(80), 
	age_band_on DATE, 
	"group" VARCHAR(80), 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_children PRIMARY KEY (id), 
	CONSTRAINT fk_children_family_id FOREIGN KEY(family_id) REFERENCES families (id), 
	CONSTRAINT uq_children_code UNIQUE (code)
);
CREATE INDEX ix_children_family_id ON children (family_id);
CREATE TABLE responsibilities (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	ground VARCHAR(80) NOT NULL, 
	since DATE, 
	until DATE, 
	CONSTRAINT pk_responsibilities PRIMARY KEY (id), 
	CONSTRAINT fk_responsibilities_child_id FOREIGN KEY(child_id) REFERENCES children (id), 
	CONSTRAINT fk_responsibilities_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);
CREATE INDEX ix_responsibilities_child_id ON responsibilities (child_id);
CREATE INDEX ix_responsibilities_person_id ON responsibilities (person_id);
CREATE TABLE consents (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	purpose VARCHAR(80) NOT NULL, 
	decision VARCHAR(80) NOT NULL, 
	person_id VARCHAR(32), 
	own BOOLEAN, 
	"on" DATE NOT NULL, 
	limits_explained BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_consents PRIMARY KEY (id), 
	CONSTRAINT fk_consents_child_id FOREIGN KEY(child_id) REFERENCES children (id), 
	CONSTRAINT fk_consents_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);
CREATE INDEX ix_consents_child_id ON consents (child_id);
CREATE INDEX ix_consents_person_id ON consents (person_id);
CREATE TABLE assents (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	purpose VARCHAR(80) NOT NULL, 
	decision VARCHAR(80) NOT NULL, 
	"on" DATE NOT NULL, 
	limits_explained BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_assents PRIMARY KEY (id), 
	CONSTRAINT fk_assents_child_id FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_assents_child_id ON assents (child_id);
CREATE TABLE without_consent (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	what VARCHAR(80) NOT NULL, 
	reason TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_without_consent PRIMARY KEY (id), 
	CONSTRAINT fk_without_consent_child_id FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_without_consent_child_id ON without_consent (child_id);
CREATE TABLE sittings (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	present JSON, 
	company JSON, 
	interpreter VARCHAR(80) NOT NULL, 
	interpreter_code TEXT NOT NULL, 
	language TEXT NOT NULL, 
	communication TEXT NOT NULL, 
	started_at DATETIME NOT NULL, 
	CONSTRAINT pk_sittings PRIMARY KEY (id), 
	CONSTRAINT fk_sittings_child_id FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_sittings_child_id ON sittings (child_id);
CREATE TABLE assessments (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	sitting_id VARCHAR(32) NOT NULL, 
	instrument VARCHAR(80) NOT NULL, 
	version VARCHAR(80) NOT NULL, 
	"group" VARCHAR(80), 
	age FLOAT, 
	age_high FLOAT, 
	stage VARCHAR(80), 
	revision INTEGER NOT NULL, 
	holder VARCHAR(80), 
	section VARCHAR(80), 
	item VARCHAR(80), 
	pauses JSON, 
	stopped_at DATETIME, 
	"left" TEXT NOT NULL, 
	rebook DATE, 
	saved_at DATETIME, 
	CONSTRAINT pk_assessments PRIMARY KEY (id), 
	CONSTRAINT ck_assessments_revision CHECK (revision >= 0), 
	CONSTRAINT fk_assessments_child_id FOREIGN KEY(child_id) REFERENCES children (id), 
	CONSTRAINT fk_assessments_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id)
);
CREATE INDEX ix_assessments_sitting_id ON assessments (sitting_id);
CREATE INDEX ix_assessments_child_id ON assessments (child_id);
CREATE TABLE answers (
	assessment_id VARCHAR(32) NOT NULL, 
	item VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	value JSON, 
	non_answer VARCHAR(80), 
	source VARCHAR(80), 
	at DATETIME, 
	CONSTRAINT pk_answers PRIMARY KEY (assessment_id, item), 
	CONSTRAINT fk_answers_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE statements (
	assessment_id VARCHAR(32) NOT NULL, 
	id VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	item VARCHAR(80) NOT NULL, 
	informant VARCHAR(80) NOT NULL, 
	words TEXT NOT NULL, 
	value JSON, 
	at DATETIME, 
	CONSTRAINT pk_statements PRIMARY KEY (assessment_id, id), 
	CONSTRAINT fk_statements_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE notes (
	assessment_id VARCHAR(32) NOT NULL, 
	item VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	words TEXT NOT NULL, 
	ask_again DATE, 
	answer_changed BOOLEAN NOT NULL, 
	closed_at DATETIME, 
	action TEXT NOT NULL, 
	acted_at TEXT NOT NULL, 
	agency TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	why_not TEXT NOT NULL, 
	CONSTRAINT pk_notes PRIMARY KEY (assessment_id, item), 
	CONSTRAINT ck_notes_kind CHECK (kind IN ('critical', 'open')), 
	CONSTRAINT fk_notes_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE journal (
	assessment_id VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	change_id VARCHAR(80) NOT NULL, 
	change TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	east INTEGER, 
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (assessment_id, revision), 
	CONSTRAINT uq_journal_assessment_id UNIQUE (assessment_id, change_id), 
	CONSTRAINT fk_journal_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE commits (
	number INTEGER NOT NULL, 
	audit VARCHAR(64) NOT NULL, 
	journal VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES ('0001 first tables', '2026-11-30 22:43:16.086335');
INSERT INTO "migrations" VALUES ('0002 count of commits', '2026-11-30 22:43:16.090120');
INSERT INTO "migrations" VALUES ('0003 ages and days', '2026-11-30 22:43:16.094711');
INSERT INTO "migrations" VALUES ('0004 people told apart', '2026-11-30 22:43:16.096763');
INSERT INTO "migrations" VALUES ('0005 own decisions', '2026-11-30 22:43:16.097775');
INSERT INTO "migrations" VALUES ('0006 earlier values', '2026-11-30 22:43:16.098098');
INSERT INTO "families" VALUES ('bf51d13cba1b002432d809859b6c0864', 'F-774', '2026-05-31 09:00:08.000000');
INSERT INTO "earlier_values" VALUES (1, 'd125f59f1d4cdacc6ce2092d32f69315', 'age_band', '"3-5"', '2026-05-31 09:00:21.000000');
INSERT INTO "earlier_values" VALUES (2, 'd125f59f1d4cdacc6ce2092d32f69315', 'age_band_on', '"2026-05-31"', '2026-05-31 09:00:21.000000');
INSERT INTO "settings" VALUES ('practitioner', 'AB');
INSERT INTO "settings" VALUES ('pin', '$argon2id$v=19$m=8,t=1,p=1$L0Ro6BzBiTMrtCJhmbj0Yw$ZUhp+pTsQUO8C3NpLz8ekrFzFU0QQMrryYpGowY/lhM');
INSERT INTO "settings" VALUES ('rules.notes', '2');
INSERT INTO "settings" VALUES ('organisation', 'House of the lake');
INSERT INTO "settings" VALUES ('contact.police', '112');
INSERT INTO "audit" VALUES (1, 'setting changed', 'practitioner', '2026-05-31 09:00:01.000000', 'audit', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f');
INSERT INTO "audit" VALUES (2, 'PIN set', '', '2026-05-31 09:00:02.000000', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863');
INSERT INTO "audit" VALUES (3, 'store made', '', '2026-05-31 09:00:03.000000', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9');
INSERT INTO "audit" VALUES (4, 'store opened', '', '2026-05-31 09:00:04.000000', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519');
INSERT INTO "audit" VALUES (5, 'count of changes begun', '', '2026-05-31 09:00:05.000000', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b');
INSERT INTO "audit" VALUES (6, 'setting changed', 'organisation', '2026-05-31 09:00:06.000000', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44');
INSERT INTO "audit" VALUES (7, 'setting changed', 'contact.police', '2026-05-31 09:00:07.000000', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e');
INSERT INTO "audit" VALUES (8, 'family added', 'bf51d13cba1b002432d809859b6c0864', '2026-05-31 09:00:09.000000', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '66ff11c03c06b62d005db7ae4d962b26c0dc40b7b59555a08e80467ba44657d7');
INSERT INTO "audit" VALUES (9, 'person added', 'c8d9c3c1d483b12648cd822645e29f09', '2026-05-31 09:00:10.000000', '66ff11c03c06b62d005db7ae4d962b26c0dc40b7b59555a08e80467ba44657d7', 'a7aaf1896e62e4f1588ca050a553525d866c239dd7693d8c6c97d6084a61c302');
INSERT INTO "audit" VALUES (10, 'person changed', 'c8d9c3c1d483b12648cd822645e29f09', '2026-05-31 09:00:11.000000', 'a7aaf1896e62e4f1588ca050a553525d866c239dd7693d8c6c97d6084a61c302', '50ed9616e1dfab5059816e416ebd7ff5cb1c51d222e2fb3d78a5cfee6db09c51');
INSERT INTO "audit" VALUES (11, 'person added', '1a58ac35ab5cbaf86de3ca1e8c15ceb4', '2026-05-31 09:00:12.000000', '50ed9616e1dfab5059816e416ebd7ff5cb1c51d222e2fb3d78a5cfee6db09c51', '2014769fd8f4edb1bc5b9a10e227fc6eaae12fbafcf2e0d5e47370a862065644');
INSERT INTO "audit" VALUES (12, 'person added', '4525e86a7ce738b2627b2f00b08bcaf9', '2026-05-31 09:00:13.000000', '2014769fd8f4edb1bc5b9a10e227fc6eaae12fbafcf2e0d5e47370a862065644', 'cbb2faa9d3525caf196b716f4b75bfdf67fc36422d7570fa2a8caf940b53fb41');
INSERT INTO "audit" VALUES (13, 'person added', 'b05bcc104afa37a5ff500f88cb2df78b', '2026-05-31 09:00:14.000000', 'cbb2faa9d3525caf196b716f4b75bfdf67fc36422d7570fa2a8caf940b53fb41', '7b0bc8455d64f8b1acfe1ca58e8e17792d2d18f018b8f741e3dac48fbd1cd06a');
INSERT INTO "audit" VALUES (14, 'child added', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31 09:00:17.000000', '7b0bc8455d64f8b1acfe1ca58e8e17792d2d18f018b8f741e3dac48fbd1cd06a', 'dc28b8f5fcb32626d7f7ec2ed0cbc08270319976b1e39b41ed7963d2e05943c1');
INSERT INTO "audit" VALUES (15, 'child added', '733b6b9f505e2ff1a1b89e4214274d04', '2026-05-31 09:00:19.000000', 'dc28b8f5fcb32626d7f7ec2ed0cbc08270319976b1e39b41ed7963d2e05943c1', 'e9c42e9f4e7e31ede4ef7c519abdd2152d2c62cc6c871e792b5025f6c30beeac');
INSERT INTO "audit" VALUES (16, 'child described', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31 09:00:21.000000', 'e9c42e9f4e7e31ede4ef7c519abdd2152d2c62cc6c871e792b5025f6c30beeac', '32127833dbb908a2fb067d552e43aebedff8c6ab852f127ac241013e04da72aa');
INSERT INTO "audit" VALUES (17, 'responsibility added', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31 09:00:22.000000', '32127833dbb908a2fb067d552e43aebedff8c6ab852f127ac241013e04da72aa', '2332712fd11926c03086ec02c688d6874634c61d1bc523f2f27f78d9ea8218fe');
INSERT INTO "audit" VALUES (18, 'went on without consent', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31 09:00:23.000000', '2332712fd11926c03086ec02c688d6874634c61d1bc523f2f27f78d9ea8218fe', 'd4b14cbc8ec1c45e65610091a3c92dee00577f3d7cc5e2d18369e56735c83d83');
INSERT INTO "audit" VALUES (19, 'sitting begun', '487841172471a258bb2fece9d31f14f0', '2026-05-31 09:00:23.000000', 'd4b14cbc8ec1c45e65610091a3c92dee00577f3d7cc5e2d18369e56735c83d83', '316453ab3ebd45f45c300bfb03d8d08b4a5046c387d9d257d7a502dc6e21ae71');
INSERT INTO "audit" VALUES (20, 'consent recorded', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31 09:00:25.000000', '316453ab3ebd45f45c300bfb03d8d08b4a5046c387d9d257d7a502dc6e21ae71', '9b2906ec56d3eb913c33c78029afcaa15517bc324b65bc41b36f8490e2ae183f');
INSERT INTO "audit" VALUES (21, 'assent recorded', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31 09:00:27.000000', '9b2906ec56d3eb913c33c78029afcaa15517bc324b65bc41b36f8490e2ae183f', '8a8d8ae984fce514aab512ee9dc38ed0f9233798615c1c03e8957df2d97f9722');
INSERT INTO "audit" VALUES (22, 'sitting begun', 'b94e915b5c70d726ce9249df36787cbf', '2026-05-31 09:00:28.000000', '8a8d8ae984fce514aab512ee9dc38ed0f9233798615c1c03e8957df2d97f9722', 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1');
INSERT INTO "persons" VALUES ('c8d9c3c1d483b12648cd822645e29f09', 'bf51d13cba1b002432d809859b6c0864', 'mother', 'A', 0);
INSERT INTO "persons" VALUES ('1a58ac35ab5cbaf86de3ca1e8c15ceb4', 'bf51d13cba1b002432d809859b6c0864', 'mother', 'B', 0);
INSERT INTO "persons" VALUES ('4525e86a7ce738b2627b2f00b08bcaf9', 'bf51d13cba1b002432d809859b6c0864', 'grandparent', '', 0);
INSERT INTO "persons" VALUES ('b05bcc104afa37a5ff500f88cb2df78b', 'bf51d13cba1b002432d809859b6c0864', 'father', '', 1);
INSERT INTO "children" VALUES ('d125f59f1d4cdacc6ce2092d32f69315', 'bf51d13cba1b002432d809859b6c0864', 'E-656', NULL, '6-11', '2026-05-31', 'left_behind', '2026-05-31 09:00:16.000000');
INSERT INTO "children" VALUES ('733b6b9f505e2ff1a1b89e4214274d04', 'bf51d13cba1b002432d809859b6c0864', 'N-958', '2014-02', NULL, NULL, NULL, '2026-05-31 09:00:18.000000');
INSERT INTO "responsibilities" VALUES ('e450dddab3bb228548aa6f5c923b5f1d', 'd125f59f1d4cdacc6ce2092d32f69315', 'c8d9c3c1d483b12648cd822645e29f09', 'by_birth', '2017-04-01', NULL);
INSERT INTO "consents" VALUES ('142f2897437c7289f6f5783e67d3583c', 'd125f59f1d4cdacc6ce2092d32f69315', 'assessment', 'given', 'c8d9c3c1d483b12648cd822645e29f09', 0, '2026-05-31', 1, '', '2026-05-31 09:00:24.000000');
INSERT INTO "assents" VALUES ('4300d7dbb36c5e5c170602b3d2b878c4', 'd125f59f1d4cdacc6ce2092d32f69315', 'assessment', 'given', '2026-05-31', 1, '', '2026-05-31 09:00:26.000000');
INSERT INTO "without_consent" VALUES ('de036f9dcae02aef1a2c627508698f4b', 'd125f59f1d4cdacc6ce2092d32f69315', 'safety_screen', 'Nobody could be asked.', 'AB', '2026-05-31 09:00:23.000000');
INSERT INTO "sittings" VALUES ('0d9c912465aac032071cef21a252499e', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31', '["child", "carer"]', NULL, 'none', '', 'Dari', 'pictures', '2026-05-31 09:00:23.000000');
INSERT INTO "sittings" VALUES ('8489b36fa27829cf08dc965b763d6e58', 'd125f59f1d4cdacc6ce2092d32f69315', '2026-05-31', '["child"]', NULL, 'vetted', 'XY', '', '', '2026-05-31 09:00:28.000000');
INSERT INTO "assessments" VALUES ('487841172471a258bb2fece9d31f14f0', 'd125f59f1d4cdacc6ce2092d32f69315', '0d9c912465aac032071cef21a252499e', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, 'crisis', 10, NULL, 'before', NULL, '[{"began_at": "2026-05-31T09:00:36Z", "ended_at": "2026-05-31T09:00:37Z"}]', '2026-05-31 09:00:38.000000', 'Left calm.', '2026-06-14', '2026-05-31 09:00:38.000000');
INSERT INTO "assessments" VALUES ('b94e915b5c70d726ce9249df36787cbf', 'd125f59f1d4cdacc6ce2092d32f69315', '8489b36fa27829cf08dc965b763d6e58', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, NULL, 1, NULL, 'before', NULL, '[]', NULL, '', NULL, '2026-05-31 09:00:39.000000');
INSERT INTO "answers" VALUES ('487841172471a258bb2fece9d31f14f0', 'who_is_here', 1, '["child", "carer"]', NULL, NULL, '2026-05-31 09:00:29.000000');
INSERT INTO "answers" VALUES ('487841172471a258bb2fece9d31f14f0', 'go_on', 2, '"ask"', NULL, NULL, '2026-05-31 09:00:30.000000');
INSERT INTO "answers" VALUES ('487841172471a258bb2fece9d31f14f0', 'danger_now', 3, '"yes"', NULL, 'carer', '2026-05-31 09:00:31.000000');
INSERT INTO "answers" VALUES ('487841172471a258bb2fece9d31f14f0', 'feels_safe', 4, NULL, 'unknown', NULL, '2026-05-31 09:00:34.000000');
INSERT INTO "answers" VALUES ('b94e915b5c70d726ce9249df36787cbf', 'go_on', 1, '"see"', NULL, NULL, '2026-05-31 09:00:39.000000');
INSERT INTO "statements" VALUES ('487841172471a258bb2fece9d31f14f0', 's1', 1, 'tonight_place', 'child', 'I like it there.', NULL, '2026-05-31 09:00:35.000000');
INSERT INTO "notes" VALUES ('487841172471a258bb2fece9d31f14f0', 'danger_now', 1, 'critical', '2026-05-31 09:00:31.000000', 'Grandmother’s door is open — tonight too.', NULL, 0, '2026-05-31 09:00:33.000000', 'Called', '14:00', 'Police', '7/26', '');
INSERT INTO "notes" VALUES ('487841172471a258bb2fece9d31f14f0', 'feels_safe', 2, 'open', '2026-05-31 09:00:34.000000', '', '2026-06-01', 0, NULL, '', '', '', '', '');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 1, 'amend-b5c482b3b32e4a71fe31bce3', '{"item":"who_is_here","kind":"answer","value":["child","carer"]}', '2026-05-31 09:00:29.000000', 0, '6d99a15e06870e208f32a8eb89f91fff364ad06ae09aa9d937f1f43a140624ae', 'fcca86ff4d70bc62b63bd1b49dab81e9f596aa951f17354c9abb6cce61b0e7d2');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 2, 'amend-ab98a0f0ebeaecaa62815c62', '{"item":"go_on","kind":"answer","value":"ask"}', '2026-05-31 09:00:30.000000', 0, 'fcca86ff4d70bc62b63bd1b49dab81e9f596aa951f17354c9abb6cce61b0e7d2', 'b327b194bcfc0903f9d37ad19279dceb61eadfe8d886110de095ee471dc215e9');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 3, 'amend-55fa70cc7a1ebee24eaa93db', '{"item":"danger_now","kind":"answer","source":"carer","value":"yes"}', '2026-05-31 09:00:31.000000', 0, 'b327b194bcfc0903f9d37ad19279dceb61eadfe8d886110de095ee471dc215e9', 'f0ca70643ce5e8ad96434711b1ef82229b4149f369e137306b7022036810fe1a');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 4, 'amend-bae190c95a142e89b607a9ac', '{"clear":[],"item":"danger_now","kind":"note_words","words":"Grandmother’s door is open — tonight too."}', '2026-05-31 09:00:32.000000', 0, 'f0ca70643ce5e8ad96434711b1ef82229b4149f369e137306b7022036810fe1a', 'd8ba9dc952ee15fc9fc74f60b39c29173aed7cc6b37c9d4d9eb2ed11326c4f38');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 5, 'amend-d56e716ea77608ce99828bd0', '{"action":"Called","agency":"Police","at":"14:00","clear":[],"item":"danger_now","kind":"close_note","reference":"7/26"}', '2026-05-31 09:00:33.000000', 0, 'd8ba9dc952ee15fc9fc74f60b39c29173aed7cc6b37c9d4d9eb2ed11326c4f38', '1d1ca1eee379915bb2925b4dcac9f65570469b204b147dc80560cace5fe3afee');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 6, 'amend-28763cc5ba94aa5cbd5f3a2f', '{"by":null,"item":"feels_safe","kind":"no_answer","reason":"unknown"}', '2026-05-31 09:00:34.000000', 0, '1d1ca1eee379915bb2925b4dcac9f65570469b204b147dc80560cace5fe3afee', 'bef32dff2bc8977372e8631e53b7b28aad4e7d3d973e29c0ecc840fc32baaeb6');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 7, 'amend-c0597eba31de78bb4a9e08ce', '{"clear":[],"informant":"child","item":"tonight_place","kind":"said","statement":"s1","words":"I like it there."}', '2026-05-31 09:00:35.000000', 0, 'bef32dff2bc8977372e8631e53b7b28aad4e7d3d973e29c0ecc840fc32baaeb6', '2afddd3f3dc6d6d279964af4556275bb818a0cdb8c8200b5c320cd298e001b35');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 8, 'amend-0d9bb9f45410c6108bb62f40', '{"ends":false,"kind":"pause"}', '2026-05-31 09:00:36.000000', 0, '2afddd3f3dc6d6d279964af4556275bb818a0cdb8c8200b5c320cd298e001b35', '9788d9d865576997b1c4b5fae241fe6bbf35102402777e8bfbde34efe6394db2');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 9, 'amend-81d3a50edc7800855e62651b', '{"ends":true,"kind":"pause"}', '2026-05-31 09:00:37.000000', 0, '9788d9d865576997b1c4b5fae241fe6bbf35102402777e8bfbde34efe6394db2', 'ab05bd359bc277242596e7614d1829b22576a819686e58014e24dd9d9ac38be1');
INSERT INTO "journal" VALUES ('487841172471a258bb2fece9d31f14f0', 10, 'amend-0b419102642e62a18b49925c', '{"clear":[],"kind":"stop","left":"Left calm.","rebook":"2026-06-14"}', '2026-05-31 09:00:38.000000', 0, 'ab05bd359bc277242596e7614d1829b22576a819686e58014e24dd9d9ac38be1', 'dd3e909ecf6779d1b57bbae6d706a1bdfcbae910f8027b36ca0fa74c963ca5d5');
INSERT INTO "journal" VALUES ('b94e915b5c70d726ce9249df36787cbf', 1, 'amend-f97586639be0ae8eaf2da70d', '{"item":"go_on","kind":"answer","value":"see"}', '2026-05-31 09:00:39.000000', 0, '5212f193e1abc0ebcff23e855cf1bd0dfb99225414d7565f3246b200f84e3f25', 'acb4b1aa0a9c4120628714c31d355c93d31e194d95bf37d187803bbb446bd2c3');
INSERT INTO "commits" VALUES (1, '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '', 'd4dc4617df0f22c0cec944155862e0d7b6861f59cc02fef8496ee8ad57f4ddf8');
INSERT INTO "commits" VALUES (2, '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '', 'acd3969d0fb25487ee3f15913ef85b2e2e3ec5db6c5e542b9f7d7cebc86327ad');
INSERT INTO "commits" VALUES (3, '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '', '92c5ed256e46f3953635b23e76e972f1f9e94037b7f1d1888e55d5d287775c4a');
INSERT INTO "commits" VALUES (4, '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', '', '418ef6cf5058e0ace68b7e74e1c18f6426cb723d163c172abdb3ddc0e15bcdf8');
INSERT INTO "commits" VALUES (5, 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '', '088727228849ae8355349654c96bc6d03354841a613368d346ab75c24b2811d8');
INSERT INTO "commits" VALUES (6, '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '', '44a9637ab5505a693c1f7a921b379a4df7d75f8da5b243b975b20498ef9d092c');
INSERT INTO "commits" VALUES (7, '66ff11c03c06b62d005db7ae4d962b26c0dc40b7b59555a08e80467ba44657d7', '', '350b4cbc1c5de7e94934eb38a4c7ba20b8f906ca4f1d35f5c587dbc007025b9a');
INSERT INTO "commits" VALUES (8, 'a7aaf1896e62e4f1588ca050a553525d866c239dd7693d8c6c97d6084a61c302', '', 'fe49b5f5fa08fa3660433f561e90fc9ca8480e58441f70894e265bcf50caf30b');
INSERT INTO "commits" VALUES (9, '2014769fd8f4edb1bc5b9a10e227fc6eaae12fbafcf2e0d5e47370a862065644', '', 'cf82236191140648292041a7404cb189942e8f454f1974aca83fa3e436bda10a');
INSERT INTO "commits" VALUES (10, 'cbb2faa9d3525caf196b716f4b75bfdf67fc36422d7570fa2a8caf940b53fb41', '', '150bd05c190261073b78717e13c8b433b60d7b643d52898a4311db2ab5b94b48');
INSERT INTO "commits" VALUES (11, '7b0bc8455d64f8b1acfe1ca58e8e17792d2d18f018b8f741e3dac48fbd1cd06a', '', 'd0236879863b9d894c3812dfc88e4b82d2c55dbf09960b1a97add87a005f6460');
INSERT INTO "commits" VALUES (12, 'dc28b8f5fcb32626d7f7ec2ed0cbc08270319976b1e39b41ed7963d2e05943c1', '', '408aa6331cf080ed0fbf44faa13230778ab942445179198a3b03797ce41d57d8');
INSERT INTO "commits" VALUES (13, 'e9c42e9f4e7e31ede4ef7c519abdd2152d2c62cc6c871e792b5025f6c30beeac', '', '4e095c55235d35df323491e9b49720d856cc6df10225277cf5cabd89156c28de');
INSERT INTO "commits" VALUES (14, '32127833dbb908a2fb067d552e43aebedff8c6ab852f127ac241013e04da72aa', '', '2967fdd3a52dcca33b246b1850eda5171de1ad0968f612e2fb5acb14ec22bc90');
INSERT INTO "commits" VALUES (15, '2332712fd11926c03086ec02c688d6874634c61d1bc523f2f27f78d9ea8218fe', '', '22981ce911114c07c361354881a406f80d565a6a463d7b194ce70a66a5539f54');
INSERT INTO "commits" VALUES (16, '316453ab3ebd45f45c300bfb03d8d08b4a5046c387d9d257d7a502dc6e21ae71', '', '918a69bcf12f7c3b2a6a02683db0ea963a24d7e308d9a8ff2dec3c06f4451a60');
INSERT INTO "commits" VALUES (17, '9b2906ec56d3eb913c33c78029afcaa15517bc324b65bc41b36f8490e2ae183f', '', '703a583fe726cc51903078d903c66245a64c47b50e24ec3582c42b83ff6e6eb7');
INSERT INTO "commits" VALUES (18, '8a8d8ae984fce514aab512ee9dc38ed0f9233798615c1c03e8957df2d97f9722', '', '7c35a031ef854430444433785f335480d6ef9274255bbc3f0aa4773342579a89');
INSERT INTO "commits" VALUES (19, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', '', 'c3008901faa935f3365b7e78aec9cb66747927abd19347fdcaf94d6d5b604885');
INSERT INTO "commits" VALUES (20, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'fcca86ff4d70bc62b63bd1b49dab81e9f596aa951f17354c9abb6cce61b0e7d2', '4f86df7a5fae3d864e8603f5ad2a7c10e6516192d33ac91e2668a70120232650');
INSERT INTO "commits" VALUES (21, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'b327b194bcfc0903f9d37ad19279dceb61eadfe8d886110de095ee471dc215e9', 'd461f8234469a107f79618e3185b48e6608e8b87300ec7afd54707ac4389663c');
INSERT INTO "commits" VALUES (22, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'f0ca70643ce5e8ad96434711b1ef82229b4149f369e137306b7022036810fe1a', 'd126c35cbae91936e9bc50f0b525dab46dce458fd2bdcc5f283090cb51642173');
INSERT INTO "commits" VALUES (23, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'd8ba9dc952ee15fc9fc74f60b39c29173aed7cc6b37c9d4d9eb2ed11326c4f38', 'c57c39235d6976e57ccbb1850b662690476f01e943c5cb76da130074b6b7d5eb');
INSERT INTO "commits" VALUES (24, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', '1d1ca1eee379915bb2925b4dcac9f65570469b204b147dc80560cace5fe3afee', 'c0769c3b730a310f25598e534ae47613b8d043022f85280bea776b31ab423b2c');
INSERT INTO "commits" VALUES (25, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'bef32dff2bc8977372e8631e53b7b28aad4e7d3d973e29c0ecc840fc32baaeb6', 'fd40b60103d83eda2ced4eab079aac14a5c653920c750bf4adc3fdb6b6f2eeec');
INSERT INTO "commits" VALUES (26, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', '2afddd3f3dc6d6d279964af4556275bb818a0cdb8c8200b5c320cd298e001b35', '1ded0f7d807d1c1785b139ca56abe4a0a2f9970b2c78f8267fb4435ea9e491cd');
INSERT INTO "commits" VALUES (27, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', '9788d9d865576997b1c4b5fae241fe6bbf35102402777e8bfbde34efe6394db2', '9558795ffccb1b1b3f123fd330f210466f688f56450174c56ab49221c644c193');
INSERT INTO "commits" VALUES (28, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'ab05bd359bc277242596e7614d1829b22576a819686e58014e24dd9d9ac38be1', '500584b57e11075d3cfdc62477a3f992200301654fcd87e3b3054b645b80ee88');
INSERT INTO "commits" VALUES (29, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'dd3e909ecf6779d1b57bbae6d706a1bdfcbae910f8027b36ca0fa74c963ca5d5', 'ccedc3adb8d8afa0baf0ad26fa29d061e7457e19311585d690039cca35e0a3dd');
INSERT INTO "commits" VALUES (30, 'a0ddf94d534927976a5f9c229f67ce2bf0dd7245d9b825efcc2d0541c32e8fa1', 'acb4b1aa0a9c4120628714c31d355c93d31e194d95bf37d187803bbb446bd2c3', '69c81ad771d6d366c5bcf8a22af15652a6c3b60fcf10b73df86bd44fc912d35e');
