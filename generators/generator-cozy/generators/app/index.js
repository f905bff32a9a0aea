import { createGenerator } from '../../dist/yeoman/create-generator.js'

export default await createGenerator('app', process)
