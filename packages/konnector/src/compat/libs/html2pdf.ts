import { createCozyPDFDocument, htmlToPDF } from '../pdf.js'

const value = { createCozyPDFDocument, htmlToPDF }

export { value as 'module.exports', value as default }
