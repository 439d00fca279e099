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
CREATE INDEX ix_assessments_child_id ON assessments (child_id);
CREATE INDEX ix_assessments_sitting_id ON assessments (sitting_id);
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
INSERT INTO "migrations" VALUES ('0001 first tables', '2026-11-30 22:43:13.401614');
INSERT INTO "migrations" VALUES ('0002 count of commits', '2026-11-30 22:43:13.408718');
INSERT INTO "migrations" VALUES ('0003 ages and days', '2026-11-30 22:43:13.419609');
INSERT INTO "migrations" VALUES ('0004 people told apart', '2026-11-30 22:43:13.424259');
INSERT INTO "migrations" VALUES ('0005 own decisions', '2026-11-30 22:43:13.428236');
INSERT INTO "families" VALUES ('0526cc476d7e97ca200c4dd621ba24aa', 'F-663', '2026-05-31 09:00:08.000000');
INSERT INTO "settings" VALUES ('practitioner', 'AB');
INSERT INTO "settings" VALUES ('pin', '$argon2id$v=19$m=8,t=1,p=1$Gi/XJHSpRRaZTL9VL+PpHw$F5E0/5SZNF9Qf9G/c005EUJCxcAdADFU7+ZMBR0/lMk');
INSERT INTO "settings" VALUES ('organisation', 'House of the lake');
INSERT INTO "settings" VALUES ('contact.police', '112');
INSERT INTO "audit" VALUES (1, 'setting changed', 'practitioner', '2026-05-31 09:00:01.000000', 'audit', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f');
INSERT INTO "audit" VALUES (2, 'PIN set', '', '2026-05-31 09:00:02.000000', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863');
INSERT INTO "audit" VALUES (3, 'store made', '', '2026-05-31 09:00:03.000000', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9');
INSERT INTO "audit" VALUES (4, 'store opened', '', '2026-05-31 09:00:04.000000', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519');
INSERT INTO "audit" VALUES (5, 'count of changes begun', '', '2026-05-31 09:00:05.000000', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b');
INSERT INTO "audit" VALUES (6, 'setting changed', 'organisation', '2026-05-31 09:00:06.000000', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44');
INSERT INTO "audit" VALUES (7, 'setting changed', 'contact.police', '2026-05-31 09:00:07.000000', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e');
INSERT INTO "audit" VALUES (8, 'family added', '0526cc476d7e97ca200c4dd621ba24aa', '2026-05-31 09:00:09.000000', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', 'b4c54d55adfe83b4c3649aea21cacc1205f9f1c8e3e26c36a90d0e2688c46f26');
INSERT INTO "audit" VALUES (9, 'person added', '7f7b6623356c91d32696a9076af81064', '2026-05-31 09:00:10.000000', 'b4c54d55adfe83b4c3649aea21cacc1205f9f1c8e3e26c36a90d0e2688c46f26', 'b4645f4f97efde76a2c82275534d30f6734191aff24972b1fde5e29e0e55d5f7');
INSERT INTO "audit" VALUES (10, 'person changed', '7f7b6623356c91d32696a9076af81064', '2026-05-31 09:00:11.000000', 'b4645f4f97efde76a2c82275534d30f6734191aff24972b1fde5e29e0e55d5f7', '3dabb12910eb37123dcc42ae5b41dad9ba45ce0ab866607436c32b9fc9e7a798');
INSERT INTO "audit" VALUES (11, 'person added', '0ea5599b9f7efd65dbb40dc208cc2936', '2026-05-31 09:00:12.000000', '3dabb12910eb37123dcc42ae5b41dad9ba45ce0ab866607436c32b9fc9e7a798', 'c449e35e10e61f26ac3c4b155f0a0aa483c6e8e4511168283c2faa90aa5ac098');
INSERT INTO "audit" VALUES (12, 'person added', '6bd22195865d3e1e65f59bc5b5881a4c', '2026-05-31 09:00:13.000000', 'c449e35e10e61f26ac3c4b155f0a0aa483c6e8e4511168283c2faa90aa5ac098', 'ec89f9ebd9090d42b4cc6f3e647049ee395ac5384b7f0f9c2ff0714b92893e08');
INSERT INTO "audit" VALUES (13, 'person added', '14f836626bf9b79711aed8be1790faf0', '2026-05-31 09:00:14.000000', 'ec89f9ebd9090d42b4cc6f3e647049ee395ac5384b7f0f9c2ff0714b92893e08', '3d55454cec7f5ebe88f39059df75d864ab0305dff56ca1cffc117b93a00391c3');
INSERT INTO "audit" VALUES (14, 'child added', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31 09:00:17.000000', '3d55454cec7f5ebe88f39059df75d864ab0305dff56ca1cffc117b93a00391c3', '21d990c63ca94ea06fe3ea05236743e2d3760dfa93bb54dad56217647c83327d');
INSERT INTO "audit" VALUES (15, 'child added', 'b217a8ee1dce3835df5594ecd73890ed', '2026-05-31 09:00:19.000000', '21d990c63ca94ea06fe3ea05236743e2d3760dfa93bb54dad56217647c83327d', 'a0f49a722611892ad5d8c43cac4fcf5851dc2df83a7a3547e0880d81c1993ac9');
INSERT INTO "audit" VALUES (16, 'child described', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31 09:00:21.000000', 'a0f49a722611892ad5d8c43cac4fcf5851dc2df83a7a3547e0880d81c1993ac9', '38fe34162f062418e15b768bba41db2af121cfce4932c30cac0f18f01fc67e85');
INSERT INTO "audit" VALUES (17, 'responsibility added', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31 09:00:22.000000', '38fe34162f062418e15b768bba41db2af121cfce4932c30cac0f18f01fc67e85', '0fd62a74b57fd594afac11415770dfb8babfe8f4e94587e4d21a5302be910670');
INSERT INTO "audit" VALUES (18, 'went on without consent', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31 09:00:23.000000', '0fd62a74b57fd594afac11415770dfb8babfe8f4e94587e4d21a5302be910670', '72fd9c0fbd6ff0d08147a095de7530acce878630be6f83f7f992b29f4b873c16');
INSERT INTO "audit" VALUES (19, 'sitting begun', '3f312e4df4ffe729021c6f737e433a14', '2026-05-31 09:00:23.000000', '72fd9c0fbd6ff0d08147a095de7530acce878630be6f83f7f992b29f4b873c16', '53d3640c8894370784e8ce111e6028fca489814a67d4ec3b7c73d5c5aa459f0c');
INSERT INTO "audit" VALUES (20, 'consent recorded', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31 09:00:25.000000', '53d3640c8894370784e8ce111e6028fca489814a67d4ec3b7c73d5c5aa459f0c', '2780e7e0e064a9f35e751265c2c86c7d6a3282a376471039d6b076d4fab6c4fa');
INSERT INTO "audit" VALUES (21, 'assent recorded', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31 09:00:27.000000', '2780e7e0e064a9f35e751265c2c86c7d6a3282a376471039d6b076d4fab6c4fa', '9e820981122675e5dc950674b1e37ebc77c6481b061d96b0803d9f146031400f');
INSERT INTO "audit" VALUES (22, 'sitting begun', '20a359b5554d113d8b20ba46c6cdd235', '2026-05-31 09:00:28.000000', '9e820981122675e5dc950674b1e37ebc77c6481b061d96b0803d9f146031400f', '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221');
INSERT INTO "persons" VALUES ('7f7b6623356c91d32696a9076af81064', '0526cc476d7e97ca200c4dd621ba24aa', 'mother', 'A', 0);
INSERT INTO "persons" VALUES ('0ea5599b9f7efd65dbb40dc208cc2936', '0526cc476d7e97ca200c4dd621ba24aa', 'mother', 'B', 0);
INSERT INTO "persons" VALUES ('6bd22195865d3e1e65f59bc5b5881a4c', '0526cc476d7e97ca200c4dd621ba24aa', 'grandparent', '', 0);
INSERT INTO "persons" VALUES ('14f836626bf9b79711aed8be1790faf0', '0526cc476d7e97ca200c4dd621ba24aa', 'father', '', 1);
INSERT INTO "children" VALUES ('c939a8f379c67ebc16af08336c4c687b', '0526cc476d7e97ca200c4dd621ba24aa', 'E-478', NULL, '6-11', '2026-05-31', 'left_behind', '2026-05-31 09:00:16.000000');
INSERT INTO "children" VALUES ('b217a8ee1dce3835df5594ecd73890ed', '0526cc476d7e97ca200c4dd621ba24aa', 'D-598', '2014-02', NULL, NULL, NULL, '2026-05-31 09:00:18.000000');
INSERT INTO "responsibilities" VALUES ('f39e0b3e9c63c46e601807de777a1ec6', 'c939a8f379c67ebc16af08336c4c687b', '7f7b6623356c91d32696a9076af81064', 'by_birth', '2017-04-01', NULL);
INSERT INTO "consents" VALUES ('581c442138e08b1192db08f86f1caf41', 'c939a8f379c67ebc16af08336c4c687b', 'assessment', 'given', '7f7b6623356c91d32696a9076af81064', 0, '2026-05-31', 1, '', '2026-05-31 09:00:24.000000');
INSERT INTO "assents" VALUES ('1e6349fed76456a99d773088f18fa416', 'c939a8f379c67ebc16af08336c4c687b', 'assessment', 'given', '2026-05-31', 1, '', '2026-05-31 09:00:26.000000');
INSERT INTO "without_consent" VALUES ('76be40296fe8c669eb67f4c2dcb3d45e', 'c939a8f379c67ebc16af08336c4c687b', 'safety_screen', 'Nobody could be asked.', 'AB', '2026-05-31 09:00:23.000000');
INSERT INTO "sittings" VALUES ('9c1f5e0e4bb3a6a7bb6889a4d5dfa78e', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31', '["child", "carer"]', NULL, 'none', '', 'Dari', 'pictures', '2026-05-31 09:00:23.000000');
INSERT INTO "sittings" VALUES ('cf21fe0a57bc29a2daeed560c4cfde92', 'c939a8f379c67ebc16af08336c4c687b', '2026-05-31', '["child"]', NULL, 'vetted', 'XY', '', '', '2026-05-31 09:00:28.000000');
INSERT INTO "assessments" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'c939a8f379c67ebc16af08336c4c687b', '9c1f5e0e4bb3a6a7bb6889a4d5dfa78e', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, 'crisis', 10, NULL, 'before', NULL, '[{"began_at": "2026-05-31T09:00:36Z", "ended_at": "2026-05-31T09:00:37Z"}]', '2026-05-31 09:00:38.000000', 'Left calm.', '2026-06-14', '2026-05-31 09:00:38.000000');
INSERT INTO "assessments" VALUES ('20a359b5554d113d8b20ba46c6cdd235', 'c939a8f379c67ebc16af08336c4c687b', 'cf21fe0a57bc29a2daeed560c4cfde92', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, NULL, 1, NULL, 'before', NULL, '[]', NULL, '', NULL, '2026-05-31 09:00:39.000000');
INSERT INTO "answers" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'who_is_here', 1, '["child", "carer"]', NULL, NULL, '2026-05-31 09:00:29.000000');
INSERT INTO "answers" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'go_on', 2, '"ask"', NULL, NULL, '2026-05-31 09:00:30.000000');
INSERT INTO "answers" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'danger_now', 3, '"yes"', NULL, 'carer', '2026-05-31 09:00:31.000000');
INSERT INTO "answers" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'feels_safe', 4, NULL, 'unknown', NULL, '2026-05-31 09:00:34.000000');
INSERT INTO "answers" VALUES ('20a359b5554d113d8b20ba46c6cdd235', 'go_on', 1, '"see"', NULL, NULL, '2026-05-31 09:00:39.000000');
INSERT INTO "statements" VALUES ('3f312e4df4ffe729021c6f737e433a14', 's1', 1, 'tonight_place', 'child', 'I like it there.', NULL, '2026-05-31 09:00:35.000000');
INSERT INTO "notes" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'danger_now', 1, 'critical', '2026-05-31 09:00:31.000000', 'Grandmother’s door is open — tonight too.', NULL, 0, '2026-05-31 09:00:33.000000', 'Called', '14:00', 'Police', '7/26', '');
INSERT INTO "notes" VALUES ('3f312e4df4ffe729021c6f737e433a14', 'feels_safe', 2, 'open', '2026-05-31 09:00:34.000000', '', '2026-06-01', 0, NULL, '', '', '', '', '');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 1, 'amend-29c62bcf5370bac9a583323d', '{"item":"who_is_here","kind":"answer","source":null,"value":["child","carer"]}', '2026-05-31 09:00:29.000000', 0, 'cc12b6290f987ca3b5bc594740010511ddcba57d0461ece8ee2201186808b952', '7915189a282f0a65b1b79ad0a6b56742e7dff2e6f6ea30381ca4ff9ba7362dab');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 2, 'amend-e3c24bf49ae03c9717e6e4a7', '{"item":"go_on","kind":"answer","source":null,"value":"ask"}', '2026-05-31 09:00:30.000000', 0, '7915189a282f0a65b1b79ad0a6b56742e7dff2e6f6ea30381ca4ff9ba7362dab', '82f6221784737a8c1a8560889e756fb281759970999e531d08ac8131709ea7d5');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 3, 'amend-742c4ed7988e84e84893c708', '{"item":"danger_now","kind":"answer","source":"carer","value":"yes"}', '2026-05-31 09:00:31.000000', 0, '82f6221784737a8c1a8560889e756fb281759970999e531d08ac8131709ea7d5', '2979385be9de4956e17e532640a0fd493a1a9165ea2438ec0efc4231c25cfc92');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 4, 'amend-a319d393792a259c9335ff4c', '{"item":"danger_now","kind":"note_words","words":"Grandmother’s door is open — tonight too."}', '2026-05-31 09:00:32.000000', 0, '2979385be9de4956e17e532640a0fd493a1a9165ea2438ec0efc4231c25cfc92', '76d09c8bac3a8cf241e82269abcd3143d61b95e8ff21de7addddf150bfa4aace');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 5, 'amend-5c9ccebd3d51d439764f1813', '{"action":"Called","agency":"Police","at":"14:00","item":"danger_now","kind":"close_note","reference":"7/26","why_not":""}', '2026-05-31 09:00:33.000000', 0, '76d09c8bac3a8cf241e82269abcd3143d61b95e8ff21de7addddf150bfa4aace', 'b9603b3e215e89b4bfa072af2355c0c39d02cd25e206f2c255b091c2be62883b');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 6, 'amend-0375e3b1eae79685e9cd2273', '{"by":null,"item":"feels_safe","kind":"no_answer","reason":"unknown"}', '2026-05-31 09:00:34.000000', 0, 'b9603b3e215e89b4bfa072af2355c0c39d02cd25e206f2c255b091c2be62883b', '7a7af32c02e8abff9c4ce1eb47c5f4560a900cc5e7b710dd299c28de0c493eb6');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 7, 'amend-c49e43e60ee63f6456e417b9', '{"informant":"child","item":"tonight_place","kind":"said","statement":"s1","value":null,"words":"I like it there."}', '2026-05-31 09:00:35.000000', 0, '7a7af32c02e8abff9c4ce1eb47c5f4560a900cc5e7b710dd299c28de0c493eb6', '61813a6383786ff6a06f8c0282aba557c1d388ad3c9400a275e3f766edfa477c');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 8, 'amend-4834e485f5d3146c503bd4c5', '{"ends":false,"kind":"pause"}', '2026-05-31 09:00:36.000000', 0, '61813a6383786ff6a06f8c0282aba557c1d388ad3c9400a275e3f766edfa477c', '576eb33e70508ffd4fe0ff93e08df172752c40231c2c236bd7be497376455977');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 9, 'amend-fdb1fb39e53e1a77d62b17ae', '{"ends":true,"kind":"pause"}', '2026-05-31 09:00:37.000000', 0, '576eb33e70508ffd4fe0ff93e08df172752c40231c2c236bd7be497376455977', '67b07155f68cdb8efa7e0e7bff295a3c12b42b92a977b5dd7dd4c4690b3370f4');
INSERT INTO "journal" VALUES ('3f312e4df4ffe729021c6f737e433a14', 10, 'amend-55a0c04f82bb91999f6ea1bf', '{"kind":"stop","left":"Left calm.","rebook":"2026-06-14"}', '2026-05-31 09:00:38.000000', 0, '67b07155f68cdb8efa7e0e7bff295a3c12b42b92a977b5dd7dd4c4690b3370f4', 'ce9cef7dbc67dc60dadb660dc2d6ddadeb693c005cd058f41dcb82afa7e1394c');
INSERT INTO "journal" VALUES ('20a359b5554d113d8b20ba46c6cdd235', 1, 'amend-99ed0581de80b1bcdd4a0296', '{"item":"go_on","kind":"answer","source":null,"value":"see"}', '2026-05-31 09:00:39.000000', 0, '51cb5a3d40a46b0f5cbb4041e05c670fa6f0bfdb7753f0c596eb6ccad3255d87', '08614046ad99ad8bc6e20d715c62d3f4ae1cea492032218ac46b4800fc6c94ed');
INSERT INTO "commits" VALUES (1, '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '', 'd4dc4617df0f22c0cec944155862e0d7b6861f59cc02fef8496ee8ad57f4ddf8');
INSERT INTO "commits" VALUES (2, '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '', 'acd3969d0fb25487ee3f15913ef85b2e2e3ec5db6c5e542b9f7d7cebc86327ad');
INSERT INTO "commits" VALUES (3, '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '', '92c5ed256e46f3953635b23e76e972f1f9e94037b7f1d1888e55d5d287775c4a');
INSERT INTO "commits" VALUES (4, '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', '', '418ef6cf5058e0ace68b7e74e1c18f6426cb723d163c172abdb3ddc0e15bcdf8');
INSERT INTO "commits" VALUES (5, 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '', '088727228849ae8355349654c96bc6d03354841a613368d346ab75c24b2811d8');
INSERT INTO "commits" VALUES (6, '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '', '44a9637ab5505a693c1f7a921b379a4df7d75f8da5b243b975b20498ef9d092c');
INSERT INTO "commits" VALUES (7, 'b4c54d55adfe83b4c3649aea21cacc1205f9f1c8e3e26c36a90d0e2688c46f26', '', 'de529322a85f0e7bd091856f3a160b3325474623c14ae438db25fce9a7394a55');
INSERT INTO "commits" VALUES (8, 'b4645f4f97efde76a2c82275534d30f6734191aff24972b1fde5e29e0e55d5f7', '', '89d475517cc60998ee2549ced31f8b059cd1850e1da82487ec8e05c4bfbead52');
INSERT INTO "commits" VALUES (9, 'c449e35e10e61f26ac3c4b155f0a0aa483c6e8e4511168283c2faa90aa5ac098', '', '084f8df50712d27f7ea2799d4d4d675bd69bf8e8412fbe9e28ee146df801afbe');
INSERT INTO "commits" VALUES (10, 'ec89f9ebd9090d42b4cc6f3e647049ee395ac5384b7f0f9c2ff0714b92893e08', '', 'bc686f2aa00ba2c13c3c70aad532c793a07d1fa7b5b255291a2dca2193078af0');
INSERT INTO "commits" VALUES (11, '3d55454cec7f5ebe88f39059df75d864ab0305dff56ca1cffc117b93a00391c3', '', 'cab0950ba3df2eccdc7f27dff9059fff28ad7b7217ff188ddbc298702ef671de');
INSERT INTO "commits" VALUES (12, '21d990c63ca94ea06fe3ea05236743e2d3760dfa93bb54dad56217647c83327d', '', '8c50eb9cd0c80bfdd727d10927fde258c2deafd7ce2a4eb12036cae09f907ad2');
INSERT INTO "commits" VALUES (13, 'a0f49a722611892ad5d8c43cac4fcf5851dc2df83a7a3547e0880d81c1993ac9', '', 'fe8b2acdedaf5d99c947a86b10aaf26bfabefc052a2318f02a255e97edf0abf3');
INSERT INTO "commits" VALUES (14, '38fe34162f062418e15b768bba41db2af121cfce4932c30cac0f18f01fc67e85', '', 'eb814d059465501ed26593a3dc872cff5add4d9a37aac1e5e7b56eaed4326b2a');
INSERT INTO "commits" VALUES (15, '0fd62a74b57fd594afac11415770dfb8babfe8f4e94587e4d21a5302be910670', '', 'd1353a863c4d179a851bfaa175a0e20a074604a7fc1f5053d0147efdd0ef69cc');
INSERT INTO "commits" VALUES (16, '53d3640c8894370784e8ce111e6028fca489814a67d4ec3b7c73d5c5aa459f0c', '', 'a3e334900beb9f24483cbd70782d9ce33473dfbee69d141733eab983e1c25b9a');
INSERT INTO "commits" VALUES (17, '2780e7e0e064a9f35e751265c2c86c7d6a3282a376471039d6b076d4fab6c4fa', '', '6636103257487810d55c7c169667c71824ec1fdf969eb8fee8bf9f4a8a4ec506');
INSERT INTO "commits" VALUES (18, '9e820981122675e5dc950674b1e37ebc77c6481b061d96b0803d9f146031400f', '', 'c5be241657f8e8fbc8a4c6e514ab963cf717e9b4fe125c024e5a4b9a9fa124fe');
INSERT INTO "commits" VALUES (19, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '', '9ed742d3382c8e7004dc1298658b1cf3dd2ab20784a024ca3cb1489b6725dcfe');
INSERT INTO "commits" VALUES (20, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '7915189a282f0a65b1b79ad0a6b56742e7dff2e6f6ea30381ca4ff9ba7362dab', 'a6af795f4cf5306076806ed37c58c86b76f21ccbe764222774b5c4a92d53000d');
INSERT INTO "commits" VALUES (21, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '82f6221784737a8c1a8560889e756fb281759970999e531d08ac8131709ea7d5', '282241fbec3f7621aca57de1dcd58609c97b5496afb4d4ea1174e1e7c926f8cd');
INSERT INTO "commits" VALUES (22, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '2979385be9de4956e17e532640a0fd493a1a9165ea2438ec0efc4231c25cfc92', '661c0bf9c55700eb4a895f0d2cf99d431fd0b6f4a5111bf4dce97bd64e6511d7');
INSERT INTO "commits" VALUES (23, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '76d09c8bac3a8cf241e82269abcd3143d61b95e8ff21de7addddf150bfa4aace', '1e69ca040196c79034716d822d6142c4fb3f4159f9437905b88e676611915aa5');
INSERT INTO "commits" VALUES (24, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', 'b9603b3e215e89b4bfa072af2355c0c39d02cd25e206f2c255b091c2be62883b', '994c483a236f6c9ce9c51e3761e3f896e65bac2a79af387463dbb4a1d8301f27');
INSERT INTO "commits" VALUES (25, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '7a7af32c02e8abff9c4ce1eb47c5f4560a900cc5e7b710dd299c28de0c493eb6', '1db2b71473edb75271ac15f56213bc7955d611b22fa29d92f4e08aea0885c0f1');
INSERT INTO "commits" VALUES (26, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '61813a6383786ff6a06f8c0282aba557c1d388ad3c9400a275e3f766edfa477c', 'a7e0dd0cd8b3d454924106317bbc77d0ef3c88c943817937d80a439d25c10151');
INSERT INTO "commits" VALUES (27, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '576eb33e70508ffd4fe0ff93e08df172752c40231c2c236bd7be497376455977', 'f5380d2cf861c46ad5e83b22409f89b8edfc685789cb67671bef705145c7e4e9');
INSERT INTO "commits" VALUES (28, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '67b07155f68cdb8efa7e0e7bff295a3c12b42b92a977b5dd7dd4c4690b3370f4', '7f377c6b79cf6b3b379ce33cd76ce80cd4826560554d2bd36e00dd60b045c2da');
INSERT INTO "commits" VALUES (29, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', 'ce9cef7dbc67dc60dadb660dc2d6ddadeb693c005cd058f41dcb82afa7e1394c', 'c66abf9702f9bfb3119b0e3d3e2aa9e4a875510b451a90cc69cbfe3c854ef5e8');
INSERT INTO "commits" VALUES (30, '38966ff63e2b0e98dc1543825f277ca4413ea0568af755d1e0e44a95964ed221', '08614046ad99ad8bc6e20d715c62d3f4ae1cea492032218ac46b4800fc6c94ed', '4584563d00e5cf202ea0e930dceb1911f8aed57d0ae03d6084e1cfaee0e59dce');
