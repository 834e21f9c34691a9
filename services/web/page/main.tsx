import { render } from 'preact'
import 'uplot/dist/uPlot.min.css'
import './page.css'
import { App } from './app.tsx'
import { open } from './state.ts'

render(<App />, document.body)
void open()
