const LIST =
  'With Fields a field that is a list is in the answer, as documented; the real stack leaves it out. Of the parameters of CouchDB update_seq, conflicts and attachments are not looked at.'

const ACCOUNTS =
  'Secrets of accounts are sealed with a key that is here alone (AES-256-GCM), not with NaCl: neither can open those of the other.'

/** What `/data` knowingly answers in another way than the real stack, by route. */
export const DATA_DIFFERENCES: Readonly<Record<string, string>> = {
  'GET /data/:doctype/':
    'instance_start_time is always 0. LevelDB does not tell how much of its files is in use: active is estimated.',
  'POST /data/:doctype/': ACCOUNTS,
  'GET /data/:doctype/:docid': `With revs=true the permission is asked for, which the real stack does not; open_revs answers JSON, never MIME parts. ${ACCOUNTS}`,
  'PUT /data/:doctype/:docid': ACCOUNTS,
  'DELETE /data/:doctype/:docid':
    'Without a permission the answer is 401 or 403 before it is known whether the document is there.',
  'GET /data/:doctype/_all_docs': LIST,
  'POST /data/:doctype/_all_docs': LIST,
  'POST /data/:doctype/_bulk_docs': 'Deletions are told to triggers with what the document was.',
  'POST /data/:doctype/_bulk_get': 'JSON alone, never MIME parts.',
  'GET /data/:doctype/_changes': 'The files that a client does not synchronize are there too.',
  'POST /data/:doctype/_changes': 'The files that a client does not synchronize are there too.',
  'POST /data/:doctype/_find':
    'A bookmark of the real stack is refused: it names a place in an index of CouchDB. An empty one stands for none.',
  'PUT /data/:doctype/_local/:docid':
    'Written over another revision it follows the last one that was stored, not the given one.'
}
